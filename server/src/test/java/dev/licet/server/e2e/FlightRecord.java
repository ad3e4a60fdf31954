package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordingFile;

/// What Java's Flight Recorder notes with the settings that show most: those of the JDK for profiling, and every
/// exception with its message, caught or not, however many a second.
final class FlightRecord implements AutoCloseable {
    /// For the command line of another process. The variables of its environment are left out: the recorder writes them
    /// as they are, and a master key that is given in one with them (docs/hardening.md).
    static final String OF_A_PROCESS = "-XX:StartFlightRecording:settings=profile,exceptions=all,"
            + "jdk.JavaExceptionThrow#throttle=off,jdk.InitialEnvironmentVariable#enabled=false";

    private static final List<String> THROWN = List.of("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");
    private static final String KNOWN = "this exception is found";

    /// Not the places of the code, which are names of our own.
    private static final List<String> CODE = List.of("stackTrace", "method", "type");

    private static final int DEEPEST = 3;

    private final Recording recording;

    private FlightRecord(Recording recording) {
        this.recording = recording;
    }

    /// Of this process, from now on.
    static FlightRecord start() {
        try {
            var recording = new Recording(Configuration.getConfiguration("profile"));
            THROWN.forEach(event -> recording.enable(event).withStackTrace().with("throttle", "off"));
            recording.start();
            return new FlightRecord(recording);
        } catch (IOException | ParseException noSettings) {
            throw new IllegalStateException(noSettings);
        }
    }

    /// Searches what was noted until now, the events as well as the bytes of the file.
    void assertHasNone(Needles needles, Path file) throws IOException {
        var known = new Needles();
        known.add(KNOWN, new IllegalStateException(KNOWN).getMessage());
        recording.dump(file);
        assertEquals(2, places(known, file).size(), "the search can find");
        assertHasNoneOf(needles, file);
    }

    /// The same of a recording that another process made.
    static void assertHasNoneOf(Needles needles, Path file) throws IOException {
        assertEquals(List.of(), places(needles, file));
    }

    /// In which events something is, with what was going on then.
    private static List<String> places(Needles needles, Path file) throws IOException {
        var places = new TreeSet<String>();
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                needles.in(texts(event, 0).getBytes(StandardCharsets.ISO_8859_1))
                        .ifPresent(name -> places.add(name + " in " + place(event)));
            }
        }
        needles.in(Files.readAllBytes(file)).ifPresent(name -> places.add(name + " in the bytes of the file"));
        return List.copyOf(places);
    }

    private static String texts(RecordedObject object, int depth) {
        var texts = new StringBuilder();
        for (ValueDescriptor field : object.getFields()) {
            if (CODE.contains(field.getName())) continue;
            switch (object.<Object>getValue(field.getName())) {
                case String text -> texts.append(text).append('\n');
                case RecordedClass named -> texts.append(named.getName()).append('\n');
                case RecordedObject inner when depth < DEEPEST -> texts.append(texts(inner, depth + 1));
                case null, default -> {}
            }
        }
        return texts.toString();
    }

    private static String place(RecordedEvent event) {
        String name = event.getEventType().getName() + ": " + texts(event, 0).replace('\n', ' ');
        if (event.getStackTrace() == null) return name;
        return event.getStackTrace().getFrames().stream()
                .map(FlightRecord::line)
                .collect(Collectors.joining(" < ", name + "at ", ""));
    }

    private static String line(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
    }

    @Override
    public void close() {
        recording.close();
    }
}
