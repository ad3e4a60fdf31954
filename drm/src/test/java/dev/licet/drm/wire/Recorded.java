package dev.licet.drm.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// One exchange as an independent client recorded it, with self-made keys: the judge of the formats.
public final class Recorded {
    private static final Map<String, String> FIELDS = load();

    private Recorded() {}

    /// A field in base64: certificates, challenges, messages.
    public static byte[] bytes(String name) {
        return Base64.getDecoder().decode(text(name));
    }

    /// A field in hexadecimal digits: keys, ids, signatures.
    public static byte[] hex(String name) {
        return HexFormat.of().parseHex(text(name));
    }

    /// A key in hexadecimal digits.
    public static SecretBytes secret(String name) {
        return SecretBytes.parseHex(text(name));
    }

    /// An RSA key.
    public static RsaPrivateKey key(String name) {
        return RsaPrivateKey.parse(bytes(name)).orElseThrow();
    }

    private static String text(String name) {
        var text = FIELDS.get(name);
        if (text == null) throw new IllegalArgumentException("nothing recorded as " + name);
        return text;
    }

    private static Map<String, String> load() {
        var fields = new HashMap<String, String>();
        try (var file = Recorded.class.getResourceAsStream("/dev/licet/drm/widevine/recorded.json");
                var json = new JsonFactory().createParser(file)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) fields.put(json.currentName(), json.getText());
            }
            return fields;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
