package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.operator.Role;
import dev.licet.domain.operator.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends secrets of its own through every operation of the API for operators that takes or makes one, as they should be
/// sent and in each other place of the body, with the right token and with others. Then it searches what the service
/// wrote and answered (reference: security.md T1, T2, T25).
class AdminSecretsTest {
    private static final Pattern TEXT = Pattern.compile("\"([a-z_]+)\":\"([^\"]*)\"|\"([^\"]{16,})\"(?=[,\\]])");
    private static final Pattern SHOWN =
            Pattern.compile("\"(?:test|production|authenticator|aes_[a-z_]+)\":\"([^\"]+)\"");

    /// Names and addresses are no secrets.
    private static final Set<String> SHOWN_MEMBERS = Set.of("provider", "url", "derivation");

    private final SecretHunt hunt = new SecretHunt();
    private RunningService service;
    private String account;
    private String token;
    private String reader;

    /// What a program sends.
    private record Wish(String method, String path, String body) {}

    @Test
    void no_secret_of_an_operator_is_in_the_log_the_database_or_another_answer(@TempDir Path data) throws Exception {
        try (hunt) {
            try (var running = hunt.start(data)) {
                service = running;
                token = operator("hunter", Scope.all());
                reader = operator("reader", Set.of(Scope.READ));
                make();
                for (Wish wish : wishes()) {
                    Api.Reply reply = send(wish, wish.body(), token);
                    assertTrue(reply.status() < 300, wish.path() + " " + reply.text());
                    hunt.answered(reply);
                    hunt.answered(send(new Wish("GET", wish.path(), ""), "", token));
                    spoil(wish);
                }
                look();
            }
            hunt.assertNowhere(data, "hunted");
        }
    }

    private String operator(String name, Set<Scope> scopes) {
        byte[] secret = service.operator()
                .operatorTokens()
                .create(name, scopes, Optional.empty())
                .secret()
                .expose(byte[]::clone);
        hunt.secret("the token of " + name, secret);
        return new String(secret, StandardCharsets.US_ASCII);
    }

    private Api.Reply send(Wish wish, String body, String bearer) {
        String url = service.dashboard("/admin/api/v1" + wish.path());
        return Api.call(wish.method(), url, body, "Authorization", "Bearer " + bearer);
    }

    /// What the service makes is shown where it is made.
    private void make() {
        Api.Reply made = send(new Wish("POST", "/accounts", ""), "{\"name\":\"hunted\"}", token);
        assertEquals(201, made.status(), made.text());
        account = "/accounts/" + made.text().replaceFirst("(?s).*\"id\":([0-9]+).*", "$1") + "/test";
        shown(made);
        shown(send(new Wish("POST", account + "/authenticators", ""), "{}", token));
        var signer = new Wish("PUT", account + "/signers/hunted", "{\"kind\":\"aes\"}");
        shown(send(signer, signer.body(), token));
        hunt.answered(send(signer, signer.body(), token));
        hunt.answered(send(new Wish("PUT", account + "/seeds/1", ""), "", token));
    }

    private void shown(Api.Reply made) {
        assertTrue(made.status() < 300, made.text());
        Matcher texts = SHOWN.matcher(made.text());
        while (texts.find()) {
            String text = texts.group(1);
            hunt.secret(text, text.replaceFirst(".*,", "").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private byte[] secret(String name, int bytes) {
        byte[] secret = SecretBytes.random(RunningService.RANDOM, bytes).expose(byte[]::clone);
        hunt.secret(name, secret);
        return secret;
    }

    private String hex(String name, int bytes) {
        return HexFormat.of().formatHex(secret(name, bytes));
    }

    private String base64(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret(name, 32));
    }

    private List<Wish> wishes() {
        String signed = "{\"kind\":\"signed-json\",\"url\":\"https://w.example/\",\"provider\":\"us\",\"key\":\""
                + hex("a signing key", 32) + "\",\"iv\":\"" + hex("its iv", 16) + "\"}";
        String relay = "{\"kind\":\"relay\",\"url\":\"https://r.example/\",\"headers\":[\"X-Key: "
                + hex("a header of a relay", 16) + "\"],\"relay_unread\":true}";
        String handler = "{\"kind\":\"handler\",\"url\":\"https://p.example/\",\"secrets\":[\"one:"
                + base64("a grant secret") + "\"]}";
        String vendor = "{\"kind\":\"vendor\",\"url\":\"https://v.example/\",\"headers\":[\"X-Key: "
                + hex("a header of a vendor", 16) + "\"]}";
        String password = "{\"password\":\"" + hex("a password", 16) + "\"}";
        service.operator()
                .dashboard()
                .users()
                .create(
                        "root",
                        Optional.empty(),
                        Role.OWNER,
                        SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8)))
                .orThrow();
        return List.of(
                new Wish("PUT", account + "/widevine", signed),
                new Wish("PUT", account + "/widevine", relay),
                new Wish("PUT", account + "/playready", handler),
                new Wish("PUT", account + "/playready", vendor),
                new Wish("POST", account + "/fairplay", fairPlay()),
                new Wish("PUT", "/users/root/password", password));
    }

    private String fairPlay() {
        var key = RsaPrivateKey.generate(1024, RunningService.RANDOM);
        byte[] certificate = SelfSignedCertificate.make(
                "hunted",
                key,
                new SelfSignedCertificate.Validity(Instant.now(), Duration.ofDays(365)),
                RunningService.RANDOM);
        byte[] pkcs8 = key.toPkcs8().expose(byte[]::clone);
        hunt.secret("the end of a private key", Arrays.copyOfRange(pkcs8, pkcs8.length - 48, pkcs8.length));
        return "{\"certificates\":[\"" + Base64.getEncoder().encodeToString(certificate) + "\"],\"keys\":[\""
                + Base64.getEncoder().encodeToString(pkcs8) + "\"],\"ask\":\"" + hex("an application secret key", 16)
                + "\",\"derivation\":\"standin\"}";
    }

    /// Everything that is refused, or taken for something else, says nothing of what came.
    private void spoil(Wish wish) {
        String body = wish.body();
        var spoilt = new ArrayList<>(List.of(
                body.substring(0, body.length() - 1),
                body + body,
                body.replaceFirst("\\{", "{\"other\":\"" + hex("of no member", 16) + "\","),
                body.replace("https://", "https://u:" + hex("of an address", 16) + "@"),
                body.replace("https://", "https://u:" + hex("of no address", 16) + " @"),
                body.replace("\":\"", "\":[\"").replace("\",", "\"],")));
        Matcher texts = TEXT.matcher(body);
        while (texts.find()) {
            String instead = hex("instead of " + texts.group(1), 16);
            if (texts.group(1) != null && SHOWN_MEMBERS.contains(texts.group(1))) continue;
            int start = texts.group(1) != null ? texts.start(2) : texts.start(3);
            int end = texts.group(1) != null ? texts.end(2) : texts.end(3);
            spoilt.add(body.substring(0, start) + instead + body.substring(end));
            spoilt.add(body.substring(0, end) + instead + body.substring(end));
            spoilt.add(body.substring(0, start - 1) + "x" + instead + body.substring(end + 1));
        }
        for (String bad : spoilt) hunt.answered(send(wish, bad, token));
        for (String bearer : List.of(reader, token + "0", "")) hunt.answered(send(wish, body, bearer));
        var elsewhere = new Wish(wish.method(), wish.path().replaceFirst("[0-9]{5,}", "1"), "");
        hunt.answered(send(elsewhere, body, token));
    }

    /// What people and programs see of it afterwards.
    private void look() {
        for (String path : List.of(
                "/audit?limit=200",
                account + "/records",
                account + "/widevine",
                account + "/playready",
                account + "/fairplay",
                account + "/signers",
                account + "/authenticators",
                "/users")) hunt.answered(send(new Wish("GET", path, ""), "", token));
        hunt.answered(Api.get(service.dashboard("/metrics")));
        // What programs of operators ask leaves no trace; this does.
        hunt.answered(Api.get(service.tokenUrl(Environment.TEST, Drm.CLEARKEY)));
    }
}
