package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.server.config.Key;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
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
/// with its write-ahead log, a backup of it, its traces, what it answered where no secret belongs, and what the Flight
/// Recorder notes of all that.
final class SecretHunt implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Log log = new Log();
    private final FlightRecord flight = FlightRecord.start();
    private final SpanCollector traces = new SpanCollector();
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

    /// The service, telling its traces.
    RunningService start(Path data) {
        return RunningService.start(data, Map.of(Key.TRACING_ENDPOINT, traces.endpoint()));
    }

    /// Stops listening.
    @Override
    public void close() {
        flight.close();
        traces.close();
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

    /// Searches everything, when the service has stopped.
    ///
    /// @param data  the folder of the database
    /// @param known what the search must find there
    void assertNowhere(Path data, String known) throws IOException {
        assertTrue(log.text().length() > 100, "the log was on");
        assertTrue(traces.text().contains("licet.request_id"), "there were traces");
        flight.assertHasNone(Needles.of(secrets), data.resolve("flight.jfr"));
        String stored = latin(stored(data));
        String copied = latin(backup(data));
        var answered = new ByteArrayOutputStream();
        answers.forEach(answered::writeBytes);
        var places = Map.of(
                "the log",
                log.text(),
                "the database",
                stored,
                "its backup",
                copied,
                "the traces",
                traces.text(),
                "an answer",
                latin(answered.toByteArray()));
        secrets.forEach((name, secret) -> spellings(secret)
                .forEach((spelling, text) -> places.forEach(
                        (place, all) -> assertFalse(all.contains(text), name + " in " + place + ", " + spelling))));
        for (String all : List.of(stored, copied)) assertTrue(all.contains(known), "the search can find");
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// As `licet backup` makes it.
    private static byte[] backup(Path data) throws IOException {
        Path copy = data.resolve("copy");
        var master = MasterKey.inFile(data.resolve("master.key"), RunningService.RANDOM);
        var settings = DatabaseSettings.forCommand(data, master, InstantSource.system(), RunningService.RANDOM);
        try (var database = Database.open(settings)) {
            database.backup(copy);
        }
        return Files.readAllBytes(copy);
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

    /// Bytes, digits in texts of one and of two bytes a character, percent-encoding, and base64 behind other bytes.
    static Map<String, String> spellings(byte[] secret) {
        String upper = HexFormat.of().withUpperCase().formatHex(secret);
        var spellings = new LinkedHashMap<String, String>();
        spellings.put("raw", latin(secret));
        spellings.put("hex", hex(secret));
        spellings.put("upper-case hex", upper);
        spellings.put("hex in UTF-16", latin(hex(secret).getBytes(StandardCharsets.UTF_16LE)));
        spellings.put("percent-encoded", upper.replaceAll("..", "%$0"));
        for (int before = 0; before < 3; before++) {
            spellings.put("base64 after " + before, inside(Base64.getEncoder(), before, secret));
            spellings.put("base64url after " + before, inside(Base64.getUrlEncoder(), before, secret));
        }
        return spellings;
    }

    /// Without what depends on the bytes before and after.
    private static String inside(Base64.Encoder encoder, int before, byte[] secret) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(new byte[before]);
        all.writeBytes(secret);
        String text = encoder.encodeToString(all.toByteArray());
        return text.substring(before == 0 ? 0 : before + 1, text.length() - 4);
    }
}
