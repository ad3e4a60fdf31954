package dev.licet.domain.request;

import dev.licet.domain.Ascii;
import dev.licet.domain.Refusal;
import dev.licet.domain.key.KeyId;
import java.util.Optional;

/// The `kid` parameter: 32 hexadecimal digits, or `^` and a name of 1 to 64 characters (reference: token-api.md 8.1).
final class KidField {
    private KidField() {}

    /// Empty when absent or sent without a value.
    static Optional<KeyId> read(Fields fields, String name) throws BadParameter {
        Optional<String> text = fields.filled(name, Refusal.KID_INVALID);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(name, text.get()));
    }

    private static KeyId parse(String name, String text) throws BadParameter {
        if (text.startsWith("^")) return named(name, text.substring(1));
        if (text.length() != 2 * KeyId.BYTES) {
            throw BadParameter.of(name, Refusal.KID_LENGTH, name + " has " + text.length() + " characters")
                    .hint("Send the 16-byte key id as 32 hexadecimal digits, without dashes, or ^ and a name.");
        }
        if (!Fields.isHex(text)) {
            throw BadParameter.of(name, Refusal.KID_INVALID, name + " has characters that are not hexadecimal digits");
        }
        return new KeyId(Ascii.lower(text));
    }

    private static KeyId named(String name, String text) throws BadParameter {
        int length = text.codePointCount(0, text.length());
        if (length == 0) throw BadParameter.of(name, Refusal.KID_INVALID, "there is no name after the ^");
        if (length > KeyId.LONGEST_NAME) {
            throw BadParameter.of(name, Refusal.KID_NAME_LENGTH, "the name after the ^ has " + length + " characters")
                    .hint("Use 1 to 64 characters after the ^.");
        }
        return KeyId.ofName(text);
    }
}
