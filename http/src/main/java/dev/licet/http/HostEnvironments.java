package dev.licet.http;

import dev.licet.domain.Ascii;
import dev.licet.domain.Environment;
import java.util.Optional;

/// Tells which environment a request is in: by the host name when it lies in a configured domain, else by the
/// port.
///
/// @param testDomain       e.g. `test.example.com`; empty to go by the port alone
/// @param productionDomain e.g. `drm.example.com`
public record HostEnvironments(Optional<String> testDomain, Optional<String> productionDomain) {
    /// By port alone.
    public static final HostEnvironments BY_PORT = new HostEnvironments(Optional.empty(), Optional.empty());

    /// @param host   the request's `Host` field; its port is ignored
    /// @param byPort the environment of the port that it came in on
    public Environment of(Optional<String> host, Environment byPort) {
        if (testDomain.isEmpty() && productionDomain.isEmpty()) return byPort;
        String name = host.map(HostEnvironments::bare).orElse("");
        int test = depth(name, testDomain);
        int production = depth(name, productionDomain);
        if (test == production) return byPort;
        return test > production ? Environment.TEST : Environment.PRODUCTION;
    }

    /// The length of the domain when the name lies in it: of two nested domains the closer one counts.
    private static int depth(String name, Optional<String> domain) {
        return domain.map(Ascii::lower)
                .filter(suffix -> name.equals(suffix) || name.endsWith("." + suffix))
                .map(String::length)
                .orElse(0);
    }

    /// The name in lower case, without the port and without the dot that makes a name absolute (RFC 1034 section 3.1).
    private static String bare(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.lastIndexOf(':');
        String name = end <= 0 ? host : host.substring(0, end);
        return Ascii.lower(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }
}
