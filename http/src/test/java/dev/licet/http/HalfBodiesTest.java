package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fifteen hundred strangers who send half of a body each, to a process with a heap of 64 MB.
@Timeout(180)
class HalfBodiesTest {
    private static final int STRANGERS = 1500;
    private static final String HALF = "x".repeat(60_000);

    /// Listens, and knows whoever comes with a token.
    static final class Small {
        public static void main(String[] arguments) throws InterruptedException {
            var minute = Duration.ofMinutes(1);
            var setting = new Listener.Setting(
                    "127.0.0.1",
                    0,
                    0,
                    HostEnvironments.BY_PORT,
                    Limits.DEFAULT,
                    new Deadlines(minute, minute, minute, minute, minute));
            var listener = Listener.open(setting, new Knowing(), Instant::now, new SecureRandom());
            System.out.println(listener.port(Environment.TEST));
            Thread.currentThread().join();
        }
    }

    private static final class Knowing implements Application {
        @Override
        public Reply answer(Request request) {
            return Reply.of(200, "text/plain", Integer.toString(request.body().length));
        }

        @Override
        public boolean isKnown(Request seen) {
            return seen.rawQuery().equals("token");
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    }

    private static Process start() throws IOException {
        String classes = Stream.of("target/classes", "target/test-classes")
                .map(folder -> Path.of(folder).toAbsolutePath().toString())
                .reduce(
                        System.getProperty("jdk.module.path")
                                + File.pathSeparator
                                + System.getProperty("java.class.path"),
                        (all, one) -> all + File.pathSeparator + one);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        classes,
                        Small.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String post(String query, int length) {
        return "POST /x" + query + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void strangers_who_send_half_of_a_body_keep_nobody_out_who_is_known_and_no_form() throws Exception {
        var strangers = new ArrayList<RawClient>();
        Process small = start();
        try {
            int port = Integer.parseInt(small.inputReader().readLine());
            for (int i = 0; i < STRANGERS; i++) {
                var stranger = new RawClient(port);
                strangers.add(stranger);
                stranger.send(post("", 65_000) + HALF);
            }
            for (int i = 0; i < 20; i++) {
                assertEquals("200", ask(port, post("?token", 65_000) + HALF, "x".repeat(5_000)), "known");
                assertEquals("200", ask(port, post("", 200) + "x".repeat(100), "x".repeat(100)), "a form");
            }
            assertEquals("503", ask(port, post("", 65_000) + HALF, ""), "another stranger");
            assertTrue(small.isAlive());
        } finally {
            for (RawClient stranger : strangers) stranger.close();
            small.destroyForcibly().waitFor();
        }
    }

    private static String ask(int port, String first, String rest) throws Exception {
        try (var client = new RawClient(port)) {
            client.send(first);
            Thread.sleep(20);
            return client.send(rest).answer().substring(9, 12);
        }
    }
}
