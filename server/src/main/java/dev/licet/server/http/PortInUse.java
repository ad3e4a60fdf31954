package dev.licet.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A port could not be opened, as a rule because another program has it.
public final class PortInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortInUse(Listener.Setting setting) {
        super("cannot listen on " + setting.host() + " port " + taken(setting) + ": is another program using it?");
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

    PortInUse(int port, RuntimeException cause) {
        super("cannot listen on port " + port, cause);
    }
}
