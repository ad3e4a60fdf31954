package dev.licet.dashboard.openid;

import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;

/// Asks what an ID token does not say: a provider may keep what the scopes `email` and `profile` ask for to
/// this place (OpenID Connect Core 5.3 and 5.4).
record UserInfo(Web web) {
    /// @param subject whom the ID token names: an answer about anybody else must not be used (5.3.2)
    Map<String, Object> ask(URI url, SecretBytes access, String subject) throws IOException, ParseException {
        String bearer = access.expose(bytes -> "Bearer " + new String(bytes, StandardCharsets.UTF_8));
        Web.Answer answer = web.get(url, Map.of("Authorization", bearer, "Accept", "application/json"));
        if (answer.status() >= 500) throw new IOException("UserInfo answered " + answer.status());
        if (answer.status() != 200) throw new ParseException("UserInfo answered " + answer.status(), 0);
        if (answer.type().equals("application/jwt"))
            throw new ParseException("UserInfo answers with a signed token", 0);
        Map<String, Object> said = ProviderJson.read(answer.body());
        if (!subject.equals(said.get("sub"))) throw new ParseException("UserInfo speaks of another subject", 0);
        return said;
    }
}
