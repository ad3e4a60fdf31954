package dev.licet.domain.audit;

import java.nio.charset.StandardCharsets;

/// Text as every store gives it back: what a line is hashed over must not change on its way.
final class Plain {
    private Plain() {}

    /// Control characters and halves of characters become spaces and question marks; what is too long is cut.
    static String text(String given, int most) {
        String whole = new String(given.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var plain = new StringBuilder();
        int count = 0;
        for (int at = 0; at < whole.length() && count < most; count++) {
            int c = whole.codePointAt(at);
            plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            at += Character.charCount(c);
        }
        return plain.toString();
    }
}
