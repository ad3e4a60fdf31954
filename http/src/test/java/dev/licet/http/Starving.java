package dev.licet.http;

import dev.licet.domain.Environment;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A process of its own that listens, for [DescriptorTest]. It prints its ports. `/hold` opens files until no
/// more can be opened, and `/free` closes them.
final class Starving {
    private Starving() {}

    public static void main(String[] arguments) throws InterruptedException {
        var setting =
                new Listener.Setting("127.0.0.1", 0, 0, HostEnvironments.BY_PORT, Limits.DEFAULT, Deadlines.DEFAULT);
        var listener = Listener.open(setting, new Holding(), Instant::now, new SecureRandom());
        System.out.println(listener.port(Environment.TEST) + " " + listener.port(Environment.PRODUCTION));
        Thread.currentThread().join();
    }

    private static final class Holding implements Application {
        private final List<InputStream> held = new ArrayList<>();
        private final Path file = Path.of("/proc/self/status");

        @Override
        public synchronized Reply answer(Request request) {
            switch (request.path()) {
                case "/hold" -> hold();
                case "/free" -> free();
                case "/fail" -> throw new IllegalStateException("broken");
                default -> {}
            }
            return Reply.of(200, "text/plain", Integer.toString(held.size()));
        }

        private void hold() {
            try {
                while (true) held.add(new FileInputStream(file.toFile()));
            } catch (IOException noMore) {
                // That is what was wanted.
            }
        }

        private void free() {
            for (InputStream one : held) {
                try {
                    one.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            held.clear();
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    }
}
