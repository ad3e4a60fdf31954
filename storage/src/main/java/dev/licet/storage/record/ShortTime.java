package dev.licet.storage.record;

import java.time.YearMonth;
import java.util.OptionalLong;

/// Times of whole seconds in the text that [java.time.Instant] prints, `2026-12-29T10:57:41Z`, and no other: what
/// has no place among them stays a text. Written by hand, because each record has one.
final class ShortTime {
    private static final String SHAPE = "0000-00-00T00:00:00Z";
    private static final int[] AT = {0, 5, 8, 11, 14, 17};
    private static final int[] LENGTHS = {4, 2, 2, 2, 2, 2};

    private ShortTime() {}

    /// Seconds since 1970.
    static OptionalLong seconds(String text) {
        if (!isShaped(text)) return OptionalLong.empty();
        int month = part(text, 1);
        int day = part(text, 2);
        boolean clock = part(text, 3) < 24 && part(text, 4) < 60 && part(text, 5) < 60;
        if (!clock || month < 1 || month > 12 || day < 1) return OptionalLong.empty();
        var whole = YearMonth.of(part(text, 0), month);
        if (!whole.isValidDay(day)) return OptionalLong.empty();
        long seconds = whole.atDay(day).toEpochDay() * 86_400;
        return OptionalLong.of(seconds + part(text, 3) * 3600 + part(text, 4) * 60 + part(text, 5));
    }

    private static boolean isShaped(String text) {
        if (text.length() != SHAPE.length()) return false;
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            boolean good = SHAPE.charAt(i) == '0' ? c >= '0' && c <= '9' : c == SHAPE.charAt(i);
            if (!good) return false;
        }
        return true;
    }

    private static int part(String text, int which) {
        return Integer.parseInt(text, AT[which], AT[which] + LENGTHS[which], 10);
    }
}
