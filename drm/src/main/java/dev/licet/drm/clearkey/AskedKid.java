package dev.licet.drm.clearkey;

import dev.licet.domain.Ascii;
import dev.licet.domain.key.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Recognizes kids that a player has put into base64 in the wrong spelling. EME allows kids of any length, so
/// a device would get its keys and never find the one that it asked for.
final class AskedKid {
    private static final int DIGITS_IN_BASE64 = 24;
    private static final int UUID_IN_BASE64 = 27;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private AskedKid() {}

    /// What is wrong with the spelling, with the kid that was meant; empty when nothing is.
    static Optional<String> misspelt(byte[] kid) {
        return switch (kid.length) {
            case DIGITS_IN_BASE64 -> digits(kid, "32 hexadecimal digits were");
            case UUID_IN_BASE64 -> digits(kid, "a UUID with dashes was");
            default -> text(kid);
        };
    }

    /// Hexadecimal digits and dashes are letters of base64 themselves, so they decode to something.
    private static Optional<String> digits(byte[] kid, String what) {
        String sent = Base64.getUrlEncoder().withoutPadding().encodeToString(kid);
        boolean known = DIGITS.matcher(sent).matches() || UUID.matcher(sent).matches();
        return known ? Optional.of(meant(what + " sent as they are", sent)) : Optional.empty();
    }

    /// The digits as text, in base64.
    private static Optional<String> text(byte[] kid) {
        String text = new String(kid, StandardCharsets.ISO_8859_1);
        if (DIGITS.matcher(text).matches())
            return Optional.of(meant("32 hexadecimal digits are in base64 as text", text));
        return UUID.matcher(text).matches()
                ? Optional.of(meant("a UUID with dashes is in base64 as text", text))
                : Optional.empty();
    }

    private static String meant(String what, String text) {
        String hex = Ascii.lower(text.replace("-", ""));
        String right = Base64.getUrlEncoder().withoutPadding().encodeToString(new KeyId(hex).bytes());
        return "in place of a kid " + what + "; " + hex + " is written " + right;
    }
}
