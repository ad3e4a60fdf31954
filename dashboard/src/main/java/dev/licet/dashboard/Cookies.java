package dev.licet.dashboard;

import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.storage.dashboard.DashboardSessions;
import dev.licet.storage.dashboard.KnownBrowsers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/// The cookies of the dashboard, and the text that forms carry beside the one that opens it.
///
/// @param secure whether browsers reach the dashboard over TLS. Only then may a cookie have the prefix `__Host-`,
///               which binds it to this host; without TLS browsers would drop it.
record Cookies(boolean secure) {
    /// It says nothing secret and opens nothing.
    private static final String ENVIRONMENT = "licet-environment";

    private static final byte[] FORMS = "licet dashboard forms".getBytes(StandardCharsets.US_ASCII);

    private String name() {
        return secure ? "__Host-licet" : "licet-dashboard";
    }

    private String attributes() {
        return secure ? "; Path=/; Secure; HttpOnly; SameSite=Strict" : "; Path=/admin; HttpOnly; SameSite=Strict";
    }

    /// The secret that the browser sent.
    Optional<SecretBytes> read(Request request) {
        return read(request, name());
    }

    /// What tells a browser on which somebody signed in before; it opens nothing.
    Optional<String> known(Request request) {
        return text(request, knownName());
    }

    private String knownName() {
        return secure ? "__Host-licet-known" : "licet-known";
    }

    /// Gives a browser what tells it.
    Reply setKnown(Reply reply, String text) {
        String age = "; Max-Age=" + KnownBrowsers.TIME.toSeconds();
        return reply.with("Set-Cookie", knownName() + "=" + text + attributes() + age);
    }

    /// The environment that somebody looked at last on this browser.
    static Optional<Environment> environment(Request request) {
        return text(request, ENVIRONMENT).flatMap(word -> Stream.of(Environment.values())
                .filter(environment -> environment.word().equals(word))
                .findFirst());
    }

    /// Has the browser remember it until it is closed.
    Reply setEnvironment(Reply reply, Environment environment) {
        return reply.with("Set-Cookie", ENVIRONMENT + "=" + environment.word() + attributes());
    }

    /// The secret in a cookie.
    static Optional<SecretBytes> read(Request request, String name) {
        return text(request, name).flatMap(Cookies::decode);
    }

    private static Optional<String> text(Request request, String name) {
        String start = name + "=";
        return request.fields().first("Cookie").stream()
                .flatMap(line -> Stream.of(line.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .findFirst()
                .map(pair -> pair.substring(start.length()));
    }

    private static Optional<SecretBytes> decode(String text) {
        try {
            return Optional.of(SecretBytes.taking(Base64.getUrlDecoder().decode(text)))
                    .filter(secret -> secret.length() == DashboardSessions.SECRET_BYTES);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    Reply set(Reply reply, SecretBytes secret) {
        return reply.with("Set-Cookie", name() + "=" + text(secret) + attributes());
    }

    Reply clear(Reply reply) {
        return reply.with("Set-Cookie", name() + "=" + attributes() + "; Max-Age=0");
    }

    static String text(SecretBytes secret) {
        return secret.expose(Base64.getUrlEncoder().withoutPadding()::encodeToString);
    }

    /// What forms carry: only a page of ours can have it, because it follows from the cookie and does not reveal it.
    static String formToken(SecretBytes secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.sha256(secret, FORMS));
    }

    /// Whether a form came from a page of ours.
    static boolean isOurs(SecretBytes secret, Form form) {
        var sent = SecretBytes.copyOf(form.text("csrf").getBytes(StandardCharsets.UTF_8));
        return SecretBytes.copyOf(formToken(secret).getBytes(StandardCharsets.UTF_8))
                .sameAs(sent);
    }
}
