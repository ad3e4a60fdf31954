package dev.licet.drm.widevine.upstream;

import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.domain.token.Token;
import dev.licet.drm.upstream.Attempt;
import dev.licet.drm.upstream.Http;
import dev.licet.drm.upstream.HttpStatus;
import dev.licet.drm.upstream.Line;
import dev.licet.drm.wire.WidevineSignedMessage.Type;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A license server that speaks the getlicense contract (reference: widevine.md 3.2 to 3.4).
final class SignedJsonUpstream implements Upstream {
    private static final Logger LOG = System.getLogger(SignedJsonUpstream.class.getName());
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");
    private static final int SESSION_ID_BYTES = 8;

    private final SignedJson backEnd;
    private final Http http;
    private final Line line;
    private final SecureRandom random;

    SignedJsonUpstream(SignedJson backEnd, Http http, Line line, SecureRandom random) {
        this.backEnd = backEnd;
        this.http = http;
        this.line = line;
        this.random = random;
    }

    @Override
    public String word() {
        return "signed-json";
    }

    @Override
    public String certificateName(Token token) {
        return "signed-json " + backEnd.provider() + " " + backEnd.url();
    }

    /// Our message carries the token's rules, and they are used exclusively.
    @Override
    public boolean takesUnread() {
        return true;
    }

    @Override
    public Verdict license(Ask ask) {
        byte[] sessionId = new byte[SESSION_ID_BYTES];
        random.nextBytes(sessionId);
        byte[] message = GetLicenseMessage.license(backEnd.provider(), ask, sessionId);
        return sent(message, answer -> license(ask.purpose(), answer));
    }

    @Override
    public Verdict certificate(Token token) {
        return sent(GetLicenseMessage.certificate(), answer -> message(answer, Type.SERVICE_CERTIFICATE));
    }

    /// What the upstream makes of a challenge, without a license: for diagnosis alone. The message of what
    /// comes back is empty.
    Verdict describe(byte[] challenge) {
        byte[] message = GetLicenseMessage.parseOnly(backEnd.provider(), challenge);
        return sent(message, answer -> Verdict.given(new byte[0], answer.facts()));
    }

    /// Signed once and sent up to twice; then wiped, because it has the content keys in it.
    private Verdict sent(byte[] message, Function<GetLicenseAnswer, Attempt<Verdict>> whenOk) {
        byte[] envelope = SignedEnvelope.of(message, backEnd);
        Arrays.fill(message, (byte) 0);
        try {
            return Verdict.of(line.ask(limit -> attempt(envelope, limit, whenOk)));
        } finally {
            Arrays.fill(envelope, (byte) 0);
        }
    }

    private Attempt<Verdict> attempt(
            byte[] envelope, Duration limit, Function<GetLicenseAnswer, Attempt<Verdict>> whenOk) {
        return switch (http.post(backEnd.url(), HEADERS, envelope, limit)) {
            case Http.Reply.Silent(String why, boolean sent) -> new Attempt.Silent<>(why, Map.of(), sent);
            case Http.Reply.TooLong(int status, String why) -> byStatus(status, why);
            case Http.Reply.Answered(int status, HttpHeaders _, byte[] body) ->
                GetLicenseAnswer.read(body)
                        .map(SignedJsonUpstream::withStatus)
                        .map(answer -> read(status, answer, whenOk))
                        .orElseGet(() -> byStatus(status, "answered with something that is no getlicense answer"));
        };
    }

    /// The HTTP status counts first: a proxy, or a server that is unwell, may send a body of the contract
    /// all the same.
    private Attempt<Verdict> read(
            int status, GetLicenseAnswer answer, Function<GetLicenseAnswer, Attempt<Verdict>> whenOk) {
        var http = HttpStatus.of(status);
        boolean refusedOk = http == HttpStatus.REFUSED && Meaning.of(answer) == Meaning.OK;
        if (http.isUnwell() || http == HttpStatus.OTHER || refusedOk) {
            return Verdict.refused(status, withHttpStatus(status, answer.facts()), Verdict::ours);
        }
        return read(answer, whenOk);
    }

    private static Map<String, String> withHttpStatus(int status, Map<String, String> facts) {
        var all = new LinkedHashMap<>(facts);
        all.put("upstream_http_status", String.valueOf(status));
        return all;
    }

    private static GetLicenseAnswer withStatus(GetLicenseAnswer answer) {
        var facts = new LinkedHashMap<>(answer.facts());
        facts.put("upstream_status", answer.status());
        answer.internalStatus().ifPresent(number -> facts.put("upstream_internal_status", number));
        return new GetLicenseAnswer(
                answer.status(), answer.internalStatus(), answer.license(), answer.requestType(), facts);
    }

    private Attempt<Verdict> read(GetLicenseAnswer answer, Function<GetLicenseAnswer, Attempt<Verdict>> whenOk) {
        var meaning = Meaning.of(answer);
        if (meaning == Meaning.CREDENTIALS) alarm(answer.status());
        return meaning == Meaning.OK ? whenOk.apply(answer) : meaning.refused(answer);
    }

    private void alarm(String status) {
        LOG.log(
                Level.ERROR,
                "the Widevine upstream {0} refuses the credentials of provider {1}: {2}",
                backEnd.url().getHost(),
                backEnd.provider(),
                status);
    }

    /// @param why what is wrong with an answer whose status says that all is well
    private static Attempt<Verdict> byStatus(int status, String why) {
        var facts = withHttpStatus(status, Map.of());
        return HttpStatus.of(status) == HttpStatus.SUCCESS
                ? Verdict.ours(why, facts)
                : Verdict.refused(status, facts, Verdict::ours);
    }

    /// A first license must have been paid for, so it is never given where a renewal was thought to be asked
    /// for.
    private static Attempt<Verdict> license(Ask.Purpose purpose, GetLicenseAnswer answer) {
        boolean isNew = answer.requestType().equals(Optional.of("NEW"));
        if (purpose == Ask.Purpose.SESSION && isNew) {
            return Verdict.ours("gave a first license where a renewal was asked for", answer.facts());
        }
        return message(answer, Type.LICENSE);
    }

    private static Attempt<Verdict> message(GetLicenseAnswer answer, Type expected) {
        if (answer.license().isEmpty()) return Verdict.ours("said OK and sent no license", answer.facts());
        return Messages.checked(answer.license().get(), expected, answer.facts());
    }
}
