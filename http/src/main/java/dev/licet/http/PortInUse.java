package dev.licet.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A port could not be opened, as a rule because another program has it.
public final class PortInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortInUse(Listener.Setting setting) {
        this(setting.host(), taken(setting));
    }

    PortInUse(String host, int port) {
        this(host, Integer.toString(port));
    }

    private PortInUse(String host, String ports) {
        super("cannot listen on " + host + " port " + ports + ": is another program using it?");
    }

    /// Those that cannot be opened now, or both when that has changed meanwhile.
    private static String taken(Listener.Setting setting) {
        int[] ports = {setting.testPort(), setting.productionPort()};
        String taken = IntStream.of(ports)
                .filter(port -> !isFree(setting.host(), port))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" and "));
        return taken.isEmpty() ? ports[0] + " or " + ports[1] : taken;
    }

    private static boolean isFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException | IllegalArgumentException notFree) {
            return false;
        }
    }
}
