package dev.licet.device.playready;

import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyChallenge;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.drm.wire.PlayReadyOperation;
import dev.licet.drm.wire.PlayReadyRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A license maker that follows the handler contract (`docs/playready.md`) and serves simulated clients alone:
/// it checks grants as a handler on Microsoft's server SDK must, and answers in the published structure with
/// [TestLicense]s.
public final class TestHandler {
    private static final int HTTP_OK = 200;
    private static final int HTTP_FAULT = 500;
    private static final long LONGEST_LIFE_SECONDS = 60;
    private static final long CLOCK_DIFFERENCE_SECONDS = 5;
    private static final int MOST_REMEMBERED = 100_000;
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final String environment;
    private final Map<String, SecretBytes> secrets;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    /// @param environment whose grants are taken: `test` or `production`
    /// @param secrets     one or two, by their names
    public TestHandler(String environment, Map<String, SecretBytes> secrets, InstantSource clock, SecureRandom random) {
        this.environment = environment;
        this.secrets = Map.copyOf(secrets);
        this.clock = clock;
        this.random = random;
    }

    /// What goes back.
    ///
    /// @param client the header field `X-Licet-Client`, where there is something to tell
    public record Reply(int status, byte[] body, Optional<String> client) {}

    /// Answers one request.
    ///
    /// @param grant the header field `X-Licet-Grant`
    public Reply answer(byte[] body, Optional<String> grant) {
        try {
            var request = PlayReadyRequest.read(body);
            var received = checked(grant, body);
            return request.operation() == PlayReadyOperation.ACQUIRE_LICENSE
                    ? licensed(request.challenge().orElseThrow(), received, body)
                    : new Reply(HTTP_OK, done(request.operation(), ""), Optional.empty());
        } catch (MalformedMessage malformed) {
            return fault(PlayReadyFault.INVALID_MESSAGE, malformed.getMessage());
        } catch (BadGrant bad) {
            return fault(PlayReadyFault.SERVICE_SPECIFIC, bad.getMessage());
        }
    }

    private ReceivedGrant checked(Optional<String> grant, byte[] body) throws BadGrant {
        if (grant.isEmpty()) throw new BadGrant("there is no grant");
        var received = ReceivedGrant.open(grant.get(), secrets);
        refuseUnless(received.number("v") == 1, "has another version");
        refuseUnless(received.text("environment").equals(environment), "is of another environment");
        long left = received.number("exp") - clock.instant().getEpochSecond();
        refuseUnless(left > 0, "has expired");
        refuseUnless(left <= LONGEST_LIFE_SECONDS + CLOCK_DIFFERENCE_SECONDS, "lives for more than a minute");
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(body));
        refuseUnless(received.text("challenge").equals(digest), "is for another challenge");
        refuseUnless(isNew(received.text("jti"), clock.instant()), "was used before");
        return received;
    }

    private static void refuseUnless(boolean good, String fault) throws BadGrant {
        if (!good) throw new BadGrant("the grant " + fault);
    }

    private synchronized boolean isNew(String id, Instant now) {
        seen.values().removeIf(until -> until.isBefore(now));
        if (seen.size() >= MOST_REMEMBERED) return false;
        Instant until = now.plusSeconds(LONGEST_LIFE_SECONDS + 2 * CLOCK_DIFFERENCE_SECONDS);
        return seen.putIfAbsent(id, until) == null;
    }

    private Reply licensed(PlayReadyChallenge challenge, ReceivedGrant grant, byte[] body) throws BadGrant {
        byte[] client = challenge.signingKey().orElseThrow(() -> new BadGrant("the challenge has no signing key"));
        if (!ChallengeSignature.isGood(body)) throw new BadGrant("the challenge was changed after it was signed");
        var licenses = new ArrayList<String>();
        for (Map<?, ?> license : grant.licenses()) licenses.add(license(license, client, body));
        if (licenses.isEmpty()) throw new BadGrant("the grant is for no license");
        String nonce = challenge
                .nonce()
                .map(text -> "<LicenseNonce>" + text + "</LicenseNonce>")
                .orElse("");
        String content = "<Response xmlns=\"" + PlayReadyRequest.MESSAGES + "\"><LicenseResponse xmlns=\""
                + PlayReadyRequest.PROTOCOLS + "\" Id=\"SignedData\"><Version>1</Version><Licenses>"
                + String.join("", licenses) + "</Licenses>" + nonce
                + "<ResponseID>" + BASE64.encodeToString(random(16)) + "</ResponseID></LicenseResponse></Response>";
        return new Reply(HTTP_OK, done(PlayReadyOperation.ACQUIRE_LICENSE, content), Optional.of(told(client)));
    }

    private String license(Map<?, ?> license, byte[] client, byte[] body) throws BadGrant {
        try {
            byte[] kid =
                    HexFormat.of().parseHex(String.valueOf(license.get("kid")).replace("-", ""));
            byte[] key = Base64.getDecoder().decode(String.valueOf(license.get("key")));
            byte[] sealed = new TestLicense(kid, Digest.sha256(body), SecretBytes.taking(key))
                    .seal(client, random)
                    .orElseThrow(() -> new BadGrant("the challenge's signing key is no point"));
            return "<License>" + BASE64.encodeToString(sealed) + "</License>";
        } catch (IllegalArgumentException malformed) {
            throw new BadGrant("the grant has a license without kid or key");
        }
    }

    /// What a genuine handler reads in the client's certificate.
    private static String told(byte[] client) {
        String digest = HexFormat.of().formatHex(Digest.sha256(client));
        String json = "{\"securityLevel\":2000,\"platform\":\"licet\",\"manufacturer\":\"Licet\","
                + "\"model\":\"simulator\",\"features\":\"\",\"certificateDigest\":\"" + digest
                + "\",\"revoked\":false}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] random(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return some;
    }

    private static byte[] done(PlayReadyOperation operation, String content) {
        String name = operation.element();
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"" + PlayReadyRequest.SOAP
                        + "\"><soap:Body><" + name + "Response xmlns=\"" + PlayReadyRequest.PROTOCOLS + "\"><" + name
                        + "Result>" + content + "</" + name + "Result></" + name
                        + "Response></soap:Body></soap:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Reply fault(int status, String why) {
        byte[] body = new PlayReadyFault(status, why, Optional.of(why)).write();
        return new Reply(HTTP_FAULT, body, Optional.empty());
    }
}
