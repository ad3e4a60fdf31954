package dev.licet.dashboard.openid;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Changes codes into tokens (OpenID Connect Core 3.1.3).
record TokenEndpoint(OpenIdSetting setting, Web web) {
    private static final int TOO_MANY = 429;

    /// @throws IOException    no answer, or the provider's own trouble
    /// @throws ParseException a refusal, with the error that OAuth names (RFC 6749 5.2), or an answer without a
    /// token
    Tokens change(Metadata provider, Map<String, String> form) throws IOException, ParseException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        Map<String, String> sent = authenticated(provider, headers, form);
        Web.Answer answer = web.post(provider.token(), headers, OpenId.form(sent));
        if (answer.status() == 200) return Tokens.read(answer.body());
        String said = "the token endpoint answered " + answer.status();
        if (answer.status() >= 500 || answer.status() == TOO_MANY) throw new IOException(said);
        throw new ParseException(said + ", " + error(answer.body()), 0);
    }

    private static String error(byte[] body) {
        try {
            Map<String, Object> said = ProviderJson.read(body);
            return OAuthError.of(String.valueOf(said.get("error")));
        } catch (ParseException noJson) {
            return "without an error that OAuth knows";
        }
    }

    /// With a secret by `client_secret_basic` (RFC 6749 2.3.1), or in the form where the provider takes it
    /// there alone; else by name alone.
    private Map<String, String> authenticated(Metadata provider, Map<String, String> headers, Map<String, String> form)
            throws IOException {
        var sent = new LinkedHashMap<>(form);
        if (setting.secretFile().isEmpty()) {
            sent.put("client_id", setting.clientId());
            return sent;
        }
        String secret = firstLine(setting.secretFile().get());
        if (provider.secretInForm()) {
            sent.put("client_id", setting.clientId());
            sent.put("client_secret", secret);
            return sent;
        }
        byte[] pair = (encoded(setting.clientId()) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8);
        headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        return sent;
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
