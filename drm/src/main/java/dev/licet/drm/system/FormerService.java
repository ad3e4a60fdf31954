package dev.licet.drm.system;

import dev.licet.domain.LruCache;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.upstream.Asked;
import dev.licet.drm.upstream.Attempt;
import dev.licet.drm.upstream.Http;
import dev.licet.drm.upstream.HttpStatus;
import dev.licet.drm.upstream.Line;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// The license services that proxies asked before, each with a line of its own. They get the very bytes that the proxy
/// sent, under its signature, and nothing of this service.
public final class FormerService {
    /// The header by which another installation of this program knows a request that was sent on, so that two of them
    /// do not send one to each other for ever.
    public static final String MARK = "Licet-Dual-Run";

    private static final int MOST_LINES = 256;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json", MARK, "1");

    private final UpstreamLimits limits;
    private final InstantSource clock;
    private final Http http;
    private final LruCache<URI, Line> lines = new LruCache<>(MOST_LINES);

    /// @param limits how long they are waited for, how many at once, and whose certificates are believed
    public FormerService(UpstreamLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.http = new Http(limits.connect(), MOST_BYTES, limits.trust());
    }

    /// What came back.
    public sealed interface Heard {
        /// An answer.
        ///
        /// @param status the HTTP status
        record Answered(int status, byte[] body) implements Heard {}

        /// None.
        ///
        /// @param why begins with a verb and quotes nothing
        record Silent(String why) implements Heard {}
    }

    /// Sends a request on, and waits for the answer.
    ///
    /// @param envelope as the proxy sent it
    public Heard ask(URI url, byte[] envelope) {
        var line = lines.of(url, () -> new Line(limits, clock));
        return switch (line.ask(limit -> attempt(url, envelope, limit))) {
            case Asked.Settled<Heard>(Heard heard) -> heard;
            case Asked.Failed<Heard>(String why, var _, var _) -> new Heard.Silent(why);
        };
    }

    private Attempt<Heard> attempt(URI url, byte[] envelope, Duration limit) {
        return switch (http.post(url, HEADERS, envelope, limit)) {
            case Http.Reply.Silent(String why, boolean sent) -> new Attempt.Silent<>(why, Map.of(), sent);
            case Http.Reply.TooLong(int _, String why) -> new Attempt.Settled<>(new Heard.Silent(why));
            case Http.Reply.Answered(int status, var _, var _)
            when HttpStatus.of(status).isUnwell() -> new Attempt.Silent<>(HttpStatus.words(status), Map.of(), true);
            case Http.Reply.Answered(int status, var _, byte[] body) ->
                new Attempt.Settled<>(new Heard.Answered(status, body));
        };
    }
}
