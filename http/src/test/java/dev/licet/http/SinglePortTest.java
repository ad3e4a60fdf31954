package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SinglePortTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Application nothing = new Application() {
        @Override
        public Reply answer(Request request) {
            return Reply.empty(204);
        }

        @Override
        public Reply refuse(Request request, Trouble trouble) {
            return Reply.empty(trouble.status());
        }
    };

    private SinglePort open(int port) {
        return SinglePort.open(
                new SinglePort.Setting("127.0.0.1", port, Limits.DEFAULT, Deadlines.DEFAULT),
                nothing,
                Instant::now,
                RANDOM);
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
            var refused = assertThrows(PortInUse.class, () -> open(port).close());
            assertEquals(
                    "cannot listen on 127.0.0.1 port " + port + ": is another program using it?", refused.getMessage());
        }
        try (var opened = open(0)) {
            assertTrue(opened.port() > 0);
        }
    }
}
