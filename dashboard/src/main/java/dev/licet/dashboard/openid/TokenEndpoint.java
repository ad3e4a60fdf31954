package dev.licet.dashboard.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Changes codes into ID tokens (OpenID Connect Core 3.1.3).
///
/// @param timeout in milliseconds, for connecting and for each read
/// @param most    bytes of an answer
record TokenEndpoint(OpenIdSetting setting, int timeout, int most) {

    private static final int TOO_MANY_REQUESTS = 429;

    /// @throws IOException    no answer, or that the provider is unwell
    /// @throws ParseException an answer without an ID token
    String idToken(URI endpoint, Map<String, String> form) throws IOException, ParseException {
        var connection = (HttpURLConnection) endpoint.toURL().openConnection();
        try {
            byte[] body = ask(connection, form);
            int status = connection.getResponseCode();
            if (status >= HttpURLConnection.HTTP_INTERNAL_ERROR || status == TOO_MANY_REQUESTS) {
                throw new IOException("the token endpoint answered " + status);
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw new ParseException("the token endpoint answered " + status, 0);
            }
            if (body.length > most)
                throw new ParseException("the token endpoint answered more than " + most + " bytes", 0);
            String token = JSONObjectUtils.getString(
                    JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8)), "id_token");
            if (token == null) throw new ParseException("the token endpoint gave no ID token", 0);
            return token;
        } finally {
            connection.disconnect();
        }
    }

    private byte[] ask(HttpURLConnection connection, Map<String, String> form) throws IOException {
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setRequestProperty("Accept", "application/json");
        String sent = OpenId.form(authenticated(connection, form));
        try (var out = connection.getOutputStream()) {
            out.write(sent.getBytes(StandardCharsets.UTF_8));
        }
        boolean failed = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? new byte[0] : in.readNBytes(most + 1);
        }
    }

    /// With a secret by `client_secret_basic` (RFC 6749 2.3.1), which every provider takes; else by name alone.
    private Map<String, String> authenticated(HttpURLConnection connection, Map<String, String> form)
            throws IOException {
        if (setting.secretFile().isEmpty()) {
            var named = new LinkedHashMap<>(form);
            named.put("client_id", setting.clientId());
            return named;
        }
        String secret = Files.readString(setting.secretFile().get())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        String pair = encoded(setting.clientId()) + ":" + encoded(secret);
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        connection.setRequestProperty("Authorization", "Basic " + basic);
        return form;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
