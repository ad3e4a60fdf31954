package dev.licet.server.e2e;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// A provider of OpenID Connect on loopback that behaves, and misbehaves on request. Its people need no password: who
/// asks for a code gets one.
final class StandInProvider implements AutoCloseable {
    static final String CLIENT = "licet-dashboard";
    static final String SECRET = "a secret: with/signs";

    private final LoopbackServer server = new LoopbackServer(this::answer);
    private final RSAKey key = key("good");
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<LoopbackServer.Answer>> fixed = new AtomicReference<>(Optional.empty());
    private volatile RSAKey signing = key;
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch wait = new CountDownLatch(0);
    private volatile boolean namesIssuer;
    private volatile boolean keysLost;
    private volatile String issuer = issuer().toString();

    private static RSAKey key(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate();
        } catch (JOSEException missing) {
            throw new IllegalStateException(missing);
        }
    }

    URI issuer() {
        return server.url("/realm");
    }

    /// How often it was asked for its description, also while it made people wait.
    int asked() {
        return asked.get();
    }

    /// Lets whoever asks for its description wait until the latch opens.
    void wait(CountDownLatch latch) {
        wait = latch;
    }

    /// What its token endpoint answers the next time, whatever it is asked.
    void answersOnce(LoopbackServer.Answer answer) {
        fixed.set(Optional.of(answer));
    }

    /// What the next ID tokens say differently.
    void claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    /// Signs with a key that it does not publish, under the name of the one that it does.
    void forge() {
        signing = key("good");
    }

    /// Says from now on that it names itself in each answer, which it does not do.
    void nameIssuer() {
        namesIssuer = true;
    }

    /// Answers no question for its keys.
    void loseKeys() {
        keysLost = true;
    }

    void behave() {
        namesIssuer = false;
        keysLost = false;
        signing = key;
        claims = UnaryOperator.identity();
        issuer = issuer().toString();
    }

    void pretend(String other) {
        issuer = other;
    }

    /// Somebody signs in here; gives the address that the browser is sent back to.
    String signIn(String authorization) {
        Map<String, String> asked = form(URI.create(authorization).getRawQuery());
        String code = "code-" + codes.size() + "-" + Math.abs(asked.hashCode());
        codes.put(code, asked);
        return asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state");
    }

    private Map<String, Object> description() {
        asked.incrementAndGet();
        try {
            wait.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Map.of(
                "issuer", issuer,
                "authorization_endpoint", server.url("/authorize").toString(),
                "token_endpoint", server.url("/token").toString(),
                "jwks_uri", server.url("/keys").toString(),
                "authorization_response_iss_parameter_supported", namesIssuer);
    }

    private Optional<LoopbackServer.Answer> answer(LoopbackServer.Request request) {
        return Optional.of(
                switch (request.path()) {
                    case "/realm/.well-known/openid-configuration" -> json(description());
                    case "/keys" ->
                        keysLost ? LoopbackServer.Answer.of(500, "") : json(new JWKSet(key).toJSONObject(true));
                    case "/token" -> token(request);
                    default -> LoopbackServer.Answer.of(404, "");
                });
    }

    private static LoopbackServer.Answer json(Map<String, Object> body) {
        return LoopbackServer.Answer.of(200, JSONObjectUtils.toJSONString(body));
    }

    /// A code is good once, with its verifier, its address and the client's secret.
    private LoopbackServer.Answer token(LoopbackServer.Request request) {
        var ordered = fixed.getAndSet(Optional.empty());
        if (ordered.isPresent()) return ordered.get();
        Map<String, String> form = form(new String(request.body(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        String pair = CLIENT + ":a+secret%3A+with%2Fsigns";
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        boolean good = asked != null
                && basic.equals(request.headers().get("Authorization"))
                && "authorization_code".equals(form.get("grant_type"))
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge_method").equals("S256")
                && asked.get("code_challenge").equals(challenge(form.get("code_verifier")));
        return good
                ? json(Map.of("id_token", idToken(asked.get("nonce")), "access_token", "x", "token_type", "Bearer"))
                : LoopbackServer.Answer.of(400, "{\"error\":\"invalid_grant\"}");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private String idToken(String nonce) {
        Instant now = Instant.now();
        var usual = new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .audience(CLIENT)
                .subject("248289761001")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("email", "Alice@Example.com")
                .claim("email_verified", true);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("good").build(),
                claims.apply(usual).build());
        try {
            token.sign(new RSASSASigner(signing));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> form(String text) {
        var fields = new HashMap<String, String>();
        for (String pair : List.of(text.split("&"))) {
            int at = pair.indexOf('=');
            fields.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        server.close();
    }
}
