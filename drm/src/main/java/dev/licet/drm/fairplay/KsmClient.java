package dev.licet.drm.fairplay;

import dev.licet.domain.LruCache;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.upstream.Asked;
import dev.licet.drm.upstream.Attempt;
import dev.licet.drm.upstream.Http;
import dev.licet.drm.upstream.HttpStatus;
import dev.licet.drm.upstream.Line;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Posts to the key servers (KSM) that operators run next to this service, each by a line of its own: one
/// that is slow or away takes nothing from the others.
final class KsmClient {
    private static final int MOST_SERVERS = 1024;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final UpstreamLimits limits;
    private final InstantSource clock;
    private final Http http;
    private final LruCache<URI, Line> lines = new LruCache<>(MOST_SERVERS);

    /// @param limits how long, how often and how many at once a server is asked
    KsmClient(UpstreamLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.http = new Http(limits.connect(), MAX_ANSWER_BYTES, limits.trust());
    }

    /// What came back. The reasons never quote what was sent or received.
    sealed interface Reply {
        /// An answer to be read.
        record Answered(byte[] body) implements Reply {}

        /// An answer of something that is no key server, or that refuses the request as a whole.
        record Wrong(String why) implements Reply {}

        /// None, after all attempts.
        record Silent(String why) implements Reply {}
    }

    Reply post(URI url, byte[] body) {
        Line line = lines.of(url, () -> new Line(limits, clock));
        return switch (line.ask(limit -> once(url, body, limit))) {
            case Asked.Settled<Reply>(Reply reply) -> reply;
            case Asked.Failed<Reply>(String why, Map<String, String> _, Asked.Heard _) -> new Reply.Silent(why);
        };
    }

    private Attempt<Reply> once(URI url, byte[] body, Duration limit) {
        return switch (http.post(url, HEADERS, body, limit)) {
            case Http.Reply.Answered(int status, HttpHeaders _, byte[] answer) ->
                read(status, new Reply.Answered(answer));
            case Http.Reply.TooLong(int status, String why) -> read(status, new Reply.Wrong(why));
            case Http.Reply.Silent(String why, boolean sent) -> new Attempt.Silent<>(why, Map.of(), sent);
        };
    }

    /// @param ifWell what it is when the status does not say otherwise
    private static Attempt<Reply> read(int status, Reply ifWell) {
        var http = HttpStatus.of(status);
        String why = HttpStatus.words(status);
        if (http.isUnwell()) return new Attempt.Silent<>(why, Map.of(), true);
        return new Attempt.Settled<>(http == HttpStatus.SUCCESS ? ifWell : new Reply.Wrong(why));
    }
}
