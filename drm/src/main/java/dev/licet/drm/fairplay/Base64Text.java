package dev.licet.drm.fairplay;

import dev.licet.drm.wire.MalformedMessage;
import java.util.Base64;

/// Base64 as clients write it: either alphabet, padding or not, broken into lines or not.
final class Base64Text {
    private Base64Text() {}

    static boolean looksLike(String text) {
        return text.chars().allMatch(Base64Text::isAllowed);
    }

    private static boolean isAllowed(int c) {
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        return letter || "+/-_=\r\n\t ".indexOf(c) >= 0;
    }

    static byte[] decode(String text) throws MalformedMessage {
        String digits = RequestBody.without(
                "=", text.replaceAll("\\s", "").replace('-', '+').replace('_', '/'));
        try {
            return Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedMessage("the SPC is not base64");
        }
    }
}
