package dev.licet.drm.widevine.upstream;

import dev.licet.domain.Refusal;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.token.Token;
import dev.licet.drm.upstream.Attempt;
import dev.licet.drm.upstream.HeaderTemplate;
import dev.licet.drm.upstream.Http;
import dev.licet.drm.upstream.HttpStatus;
import dev.licet.drm.upstream.Line;
import dev.licet.drm.wire.WidevineSignedMessage.Type;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// A vendor's license URL: raw challenge in, raw license out.
final class RelayUpstream implements Upstream {
    private final Relay relay;
    private final Http http;
    private final Line line;

    RelayUpstream(Relay relay, Http http, Line line) {
        this.relay = relay;
        this.http = http;
        this.line = line;
    }

    @Override
    public String word() {
        return "relay";
    }

    /// The vendor may tell accounts apart by their headers.
    @Override
    public String certificateName(Token token) {
        return "relay " + token.environment().word() + " " + token.account() + " " + relay.url();
    }

    @Override
    public boolean takesUnread() {
        return relay.unread();
    }

    @Override
    public Verdict license(Ask ask) {
        return asked(ask.token(), ask.challenge(), Type.LICENSE);
    }

    @Override
    public Verdict certificate(Token token) {
        return asked(token, Messages.CERTIFICATE_REQUEST, Type.SERVICE_CERTIFICATE);
    }

    private Verdict asked(Token token, byte[] challenge, Type expected) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/octet-stream");
        headers.putAll(HeaderTemplate.filled(relay.headers(), token));
        return Verdict.of(line.ask(limit -> attempt(headers, challenge, expected, limit)));
    }

    private Attempt<Verdict> attempt(Map<String, String> headers, byte[] challenge, Type expected, Duration limit) {
        return switch (http.post(relay.url(), headers, challenge, limit)) {
            case Http.Reply.Silent(String why, boolean sent) -> new Attempt.Silent<>(why, Map.of(), sent);
            case Http.Reply.TooLong(int status, String why) -> {
                var facts = Map.of("upstream_http_status", String.valueOf(status));
                yield HttpStatus.of(status) == HttpStatus.SUCCESS
                        ? Verdict.ours(why, facts)
                        : Verdict.refused(status, facts, RelayUpstream::refused);
            }
            case Http.Reply.Answered(int status, HttpHeaders _, byte[] body) -> {
                var facts = Map.of("upstream_http_status", String.valueOf(status));
                yield HttpStatus.of(status) == HttpStatus.SUCCESS
                        ? Messages.checked(body, expected, facts)
                        : Verdict.refused(status, facts, RelayUpstream::refused);
            }
        };
    }

    private static Attempt<Verdict> refused(String why, Map<String, String> facts) {
        return Verdict.device(Refusal.DEVICE_NOT_AUTHENTICATED, why, facts);
    }
}
