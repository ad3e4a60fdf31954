package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Secrets that are known, and everything that the service writes meanwhile: its log at the finest level, the database
/// with its write-ahead log, and what it answered where no secret belongs.
final class SecretHunt implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Log log = new Log();
    private final Map<String, byte[]> secrets = new LinkedHashMap<>();
    private final List<byte[]> answers = new ArrayList<>();

    private static final class Log extends Handler {
        private final StringWriter text = new StringWriter();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public synchronized void publish(LogRecord line) {
            text.write(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        synchronized String text() {
            return text.toString();
        }
    }

    /// From now on the log is listened to.
    SecretHunt() {
        root.setLevel(Level.FINEST);
        root.addHandler(log);
        log.setLevel(Level.ALL);
    }

    /// Stops listening.
    @Override
    public void close() {
        root.removeHandler(log);
        root.setLevel(before);
    }

    /// A new one of 16 bytes.
    byte[] secret(String name) {
        byte[] bytes = SecretBytes.random(RunningService.RANDOM, 16).expose(byte[]::clone);
        secrets.put(name, bytes);
        return bytes;
    }

    void secret(String name, byte[] known) {
        secrets.put(name, known);
    }

    /// Something that must have no secret in it.
    Api.Reply answered(Api.Reply reply) {
        answers.add(reply.body());
        return reply;
    }

    void answered(String text) {
        answers.add(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// Searches everything.
    ///
    /// @param data  the folder of the database
    /// @param known what the search must find there
    void assertNowhere(Path data, String known) throws IOException {
        assertTrue(log.text().length() > 100, "the log was on");
        byte[] logged = log.text().getBytes(StandardCharsets.UTF_8);
        byte[] stored = stored(data);
        var answered = new ByteArrayOutputStream();
        answers.forEach(answered::writeBytes);
        secrets.forEach((name, secret) -> spellings(secret).forEach((spelling, bytes) -> {
            assertFalse(contains(logged, bytes), name + " in the log, " + spelling);
            assertFalse(contains(stored, bytes), name + " in the database, " + spelling);
            assertFalse(contains(answered.toByteArray(), bytes), name + " in an answer, " + spelling);
        }));
        assertTrue(contains(stored, known.getBytes(StandardCharsets.US_ASCII)), "the search can find");
    }

    private static byte[] stored(Path data) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var files = Files.list(data)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("licet.db"))
                    .toList()) {
                all.writeBytes(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }

    private static Map<String, byte[]> spellings(byte[] secret) {
        return Map.of(
                "raw", secret,
                "hex", hex(secret).getBytes(StandardCharsets.US_ASCII),
                "upper-case hex",
                        HexFormat.of().withUpperCase().formatHex(secret).getBytes(StandardCharsets.US_ASCII),
                "base64", inside(Base64.getEncoder().encode(secret)),
                "base64url", inside(Base64.getUrlEncoder().encode(secret)));
    }

    /// Without the end, which depends on what follows.
    private static byte[] inside(byte[] base64) {
        return Arrays.copyOf(base64, base64.length - 4);
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (all[i] == part[0] && Arrays.equals(all, i, i + part.length, part, 0, part.length)) return true;
        }
        return false;
    }
}
