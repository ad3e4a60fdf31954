package dev.licet.dashboard.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;

/// The JSON object that a provider says something in.
final class ProviderJson {
    private ProviderJson() {}

    /// The library reads `null` as an object that there is not.
    static Map<String, Object> read(byte[] body) throws ParseException {
        Map<String, Object> said = JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
        if (said == null) throw new ParseException("the provider said no object", 0);
        return said;
    }
}
