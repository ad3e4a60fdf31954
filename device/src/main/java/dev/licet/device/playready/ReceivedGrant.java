package dev.licet.device.playready;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.crypto.Aead;
import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A grant as a handler reads it: a compact JWE, `dir` with `A256GCM` (RFC 7516), and JSON in it
/// (`docs/playready.md`). Written apart from the server's side, so that each checks the other.
///
/// @param fields the JSON object: texts, whole numbers, truth values, lists and objects
public record ReceivedGrant(Map<String, Object> fields) {
    /// The longest grant that is looked at, in characters.
    public static final int LONGEST = 64 * 1024 - 1;

    private static final Base64.Decoder BASE64URL = Base64.getUrlDecoder();

    /// Opens a grant.
    ///
    /// @param secrets the shared secrets by their names; two may live at once
    static ReceivedGrant open(String text, Map<String, SecretBytes> secrets) throws BadGrant {
        if (text.length() > LONGEST) throw new BadGrant("the grant has 64 kB or more");
        String[] parts = text.split("\\.", -1);
        if (parts.length != 5 || !parts[1].isEmpty())
            throw new BadGrant("the grant is no compact JWE with a shared key");
        SecretBytes secret = secret(object(bytes(parts[0])), secrets);
        byte[] cipher = bytes(parts[3]);
        byte[] tag = bytes(parts[4]);
        if (tag.length != Aead.TAG_BYTES) throw new BadGrant("the grant's tag has not 16 bytes");
        byte[] sealed = Arrays.copyOf(cipher, cipher.length + tag.length);
        System.arraycopy(tag, 0, sealed, cipher.length, tag.length);
        return new ReceivedGrant(object(opened(secret, bytes(parts[2]), parts[0], sealed)));
    }

    /// The secret that a header names.
    private static SecretBytes secret(Map<?, ?> header, Map<String, SecretBytes> secrets) throws BadGrant {
        boolean algorithms = "dir".equals(header.get("alg")) && "A256GCM".equals(header.get("enc"));
        if (!algorithms || header.containsKey("zip") || header.containsKey("crit")) {
            throw new BadGrant("the grant has other algorithms than dir and A256GCM");
        }
        SecretBytes secret = secrets.get(String.valueOf(header.get("kid")));
        if (secret == null) throw new BadGrant("the grant names a secret that is not known here");
        return secret;
    }

    private static byte[] opened(SecretBytes secret, byte[] nonce, String header, byte[] sealed) throws BadGrant {
        if (nonce.length != Aead.NONCE_BYTES) throw new BadGrant("the grant's nonce has not 12 bytes");
        Optional<byte[]> plain = Aead.open(secret, nonce, header.getBytes(StandardCharsets.US_ASCII), sealed);
        return plain.orElseThrow(() -> new BadGrant("the grant does not open"));
    }

    private static byte[] bytes(String base64url) throws BadGrant {
        try {
            return BASE64URL.decode(base64url);
        } catch (IllegalArgumentException notBase64) {
            throw new BadGrant("the grant is not base64url");
        }
    }

    /// The text under that name.
    String text(String name) throws BadGrant {
        if (fields.get(name) instanceof String text) return text;
        throw new BadGrant("the grant has no " + name);
    }

    /// The number under that name.
    long number(String name) throws BadGrant {
        if (fields.get(name) instanceof Long number) return number;
        throw new BadGrant("the grant has no " + name);
    }

    /// The licenses to be made, each with its fields.
    List<Map<?, ?>> licenses() throws BadGrant {
        if (!(fields.get("licenses") instanceof List<?> all)) throw new BadGrant("the grant has no licenses");
        var licenses = new ArrayList<Map<?, ?>>();
        for (Object one : all) {
            if (!(one instanceof Map<?, ?> license)) throw new BadGrant("the grant has a license that is no object");
            licenses.add(license);
        }
        return licenses;
    }

    private static Map<String, Object> object(byte[] text) throws BadGrant {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            if (json.nextToken() == JsonToken.START_OBJECT) return members(json);
        } catch (IOException malformed) {
            throw new BadGrant("the grant is not JSON");
        }
        throw new BadGrant("the grant is no JSON object");
    }

    private static Map<String, Object> members(JsonParser json) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> members(json);
            case START_ARRAY -> {
                var list = new ArrayList<Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) list.add(value(json));
                yield list;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null -> throw new IOException("the document ends early");
            default -> json.getText();
        };
    }
}
