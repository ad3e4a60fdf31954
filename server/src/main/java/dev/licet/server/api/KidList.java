package dev.licet.server.api;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The kids in a path: one, or several with commas between them. A comma that belongs to a name is sent as `%2C`.
final class KidList {
    private static final char NOT_UTF8 = '\ufffd';

    private KidList() {}

    /// @param path as it was sent, still encoded
    static List<KeyId> read(String path) throws BadKeyRequest {
        var kids = new ArrayList<KeyId>();
        for (String part : path.split(",", -1)) {
            String text = decoded(part);
            // Some clients encode the commas of the list too; hexadecimal digits have none.
            for (String one : text.startsWith("^") ? new String[] {text} : text.split(",", -1)) kids.add(kid(one));
        }
        return kids;
    }

    static KeyId kid(String text) throws BadKeyRequest {
        return KeyId.parse(text)
                .orElseThrow(() -> new BadKeyRequest(
                        KeyFault.PARAMETER,
                        "a kid is 32 hexadecimal digits, or ^ and a name of 1 to " + KeyId.LONGEST_NAME
                                + " characters"));
    }

    private static String decoded(String part) throws BadKeyRequest {
        try {
            // In a path, unlike in a query, a plus sign is a plus sign.
            String text = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
            boolean ascii = part.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (ascii && text.indexOf(NOT_UTF8) < 0) return text;
        } catch (IllegalArgumentException halfAnEscape) {
            // Said below, with the same words.
        }
        throw new BadKeyRequest(KeyFault.PARAMETER, "the kid in the path must be percent-encoded UTF-8");
    }
}
