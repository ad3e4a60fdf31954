package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each of the [Http2Cases] over a socket of its own: what comes back, with its error, is what the RFC says.
@Timeout(60)
class Http2ConformanceTest {
    private static final int STATUS = ":status: ".length();
    private static final byte[] MARK = "licet...".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> ERRORS = List.of(
            "NO_ERROR",
            "PROTOCOL_ERROR",
            "INTERNAL_ERROR",
            "FLOW_CONTROL_ERROR",
            "SETTINGS_TIMEOUT",
            "STREAM_CLOSED",
            "FRAME_SIZE_ERROR",
            "REFUSED_STREAM",
            "CANCEL",
            "COMPRESSION_ERROR",
            "CONNECT_ERROR",
            "ENHANCE_YOUR_CALM");

    /// Answers on the loop, so that answers, resets and the answer to a PING come in the order of their causes.
    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            if (request.path().equals("/feed")) return Reply.streaming("text/plain", this::feed);
            String body = request.method().equals("GET") ? "" : " " + request.body().length;
            String cookie =
                    request.fields().first("Cookie").map(one -> " " + one).orElse("");
            return Reply.of(200, "text/plain", request.method() + body + cookie);
        }

        private void feed(Outlet outlet) {
            while (outlet.pause(Duration.ofHours(1))) outlet.send(MARK);
        }

        @Override
        public Handling handling(Request request) {
            return request.path().equals("/feed") ? Handling.ALWAYS : Handling.AT_ONCE;
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.of(trouble.status(), "text/plain", trouble.name());
        }
    };

    private final Listener listener = Listener.open(
            new Listener.Setting("127.0.0.1", 0, 0, HostEnvironments.BY_PORT, Limits.DEFAULT, Deadlines.DEFAULT),
            application,
            Instant::now,
            new SecureRandom());

    private final List<String> events = new ArrayList<>();
    private final Map<Integer, StringBuilder> begun = new HashMap<>();

    @AfterEach
    void close() {
        listener.close();
    }

    private RawHttp2 client() throws IOException {
        return new RawHttp2(listener.port(Environment.TEST));
    }

    static Stream<Http2Cases.Case> cases() {
        return Stream.of(Http2Cases.framing(), Http2Cases.messaging(), Http2Cases.compression())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void what_comes_back_is_what_the_rfc_says(Http2Cases.Case one) throws IOException {
        try (var client = client()) {
            for (byte[] part : one.sends()) see(client.send(part));
            String seen = events.isEmpty() ? "-" : String.join(", ", events);
            assertTrue(one.outcomes().contains(seen), one + ": " + seen + " instead of " + one.outcomes());
        }
    }

    /// What comes before the answer to a second PING. That to the first may come before answers whose
    /// requests came with it.
    private void see(RawHttp2 client) throws IOException {
        for (int pongs = 0; pongs < 2; pongs++) {
            client.ping(MARK);
            boolean more = true;
            while (more) more = see(client, client.next());
        }
    }

    private boolean see(RawHttp2 client, RawHttp2.Frame frame) throws IOException {
        switch (frame.type()) {
            case RawHttp2.PING -> {
                return !Arrays.equals(MARK, frame.payload());
            }
            case RawHttp2.GOAWAY -> {
                client.awaitEnd();
                if (frame.payload().length > 0) events.add(error(frame, 4));
                return false;
            }
            case RawHttp2.RST_STREAM -> events.add(frame.stream() + ": " + error(frame, 0));
            case RawHttp2.HEADERS, RawHttp2.DATA -> answer(frame);
            default -> {}
        }
        return true;
    }

    private void answer(RawHttp2.Frame frame) {
        var text = begun.computeIfAbsent(frame.stream(), number -> new StringBuilder(number + ":"));
        var part = new String(frame.payload(), StandardCharsets.US_ASCII);
        text.append(' ').append(frame.type() == RawHttp2.DATA ? part : part.substring(STATUS, STATUS + 3));
        if ((frame.flags() & RawHttp2.END_STREAM) != 0) events.add(text.toString());
    }

    private static String error(RawHttp2.Frame frame, int at) {
        return ERRORS.get(ByteBuffer.wrap(frame.payload()).getInt(at));
    }
}
