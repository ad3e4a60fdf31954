package dev.licet.http;

import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/// A port could not be opened, as a rule because another program has it.
public final class PortInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_ORDINARY_PORT = 1024;

    private final String host;
    private final String ports;
    private final String reason;

    private PortInUse(String host, String ports, String reason) {
        super("cannot listen on " + host + " port " + ports + ": " + reason);
        this.host = host;
        this.ports = ports;
        this.reason = reason;
    }

    static PortInUse because(Port.Place place, Throwable cause) {
        return new PortInUse(place.host(), Integer.toString(place.port()), reason(place, cause));
    }

    /// What the system says, in words for an operator.
    private static String reason(Port.Place place, Throwable cause) {
        String words = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) return "the name does not resolve";
        if (words.contains("in use")) return "is another program using it?";
        if (words.contains("Cannot assign")) return "that is not an address of this machine";
        if (words.contains("Permission denied") && place.port() < FIRST_ORDINARY_PORT) {
            return "ports below " + FIRST_ORDINARY_PORT + " need a permission of the system (CAP_NET_BIND_SERVICE)";
        }
        return words;
    }

    /// Several ports that could not be opened, in one sentence when the reason is the same.
    static PortInUse all(List<PortInUse> failures) {
        var first = failures.getFirst();
        String ports = failures.stream()
                .filter(one -> one.reason.equals(first.reason))
                .map(one -> one.ports)
                .collect(Collectors.joining(" and "));
        return new PortInUse(first.host, ports, first.reason);
    }
}
