package dev.licet.dashboard.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.licet.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/// What a code was changed into (OpenID Connect Core 3.1.3.3).
///
/// @param id     the ID token, not believed yet
/// @param access opens UserInfo, if it was given
record Tokens(String id, Optional<SecretBytes> access) {
    static Tokens read(byte[] body) throws ParseException {
        Map<String, Object> said = ProviderJson.read(body);
        String id = JSONObjectUtils.getString(said, "id_token");
        if (id == null) throw new ParseException("the token endpoint gave no ID token", 0);
        return new Tokens(
                id,
                Optional.ofNullable(JSONObjectUtils.getString(said, "access_token"))
                        .map(text -> SecretBytes.taking(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public String toString() {
        return "Tokens[]";
    }
}
