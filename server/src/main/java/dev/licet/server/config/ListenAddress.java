package dev.licet.server.config;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// An address to listen on, as it is configured: a name, an IPv4 address, or an IPv6 address with or without brackets.
public final class ListenAddress {
    private static final String LOCALHOST = "localhost";

    private ListenAddress() {}

    /// The text without brackets. Throws [BadConfig] when it is a name that does not resolve; the web server would
    /// only say that it could not start.
    public static String checked(Key key, String text) {
        resolved(key, text);
        return bare(text);
    }

    /// Throws [BadConfig] when this machine cannot listen there, because the address is another machine's. It
    /// is tried, with any free port: some systems let programs listen on addresses that they will only get.
    public static void requireOurs(Key key, String text) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(resolved(key, text), 0));
        } catch (IOException notOurs) {
            throw new BadConfig(key.text() + ": cannot listen on " + text + ": it is no address of this machine ("
                    + notOurs.getMessage() + ")");
        }
    }

    /// The host for an address that people can open on this machine: `localhost` where that leads here, else the
    /// address itself, with brackets if it is an IPv6 address (RFC 3986 section 3.2.2).
    public static String inUrl(Key key, String text) {
        InetAddress address = resolved(key, text);
        boolean v6 = address instanceof Inet6Address;
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() && !v6) return LOCALHOST;
        String host = bare(text);
        return host.contains(":") ? "[" + host.replace("%", "%25") + "]" : host;
    }

    private static InetAddress resolved(Key key, String text) {
        try {
            return InetAddress.getByName(bare(text));
        } catch (UnknownHostException unknown) {
            throw new BadConfig(key.text() + ": " + text + " is no address, and no name that leads to one");
        }
    }

    private static String bare(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }
}
