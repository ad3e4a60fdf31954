package dev.licet.domain;

/// Upper and lower case of the 26 letters of ASCII, and of nothing else.
///
/// Protocols that know no case mean these letters alone (RFC 9110 5.1, RFC 4343, RFC 5321 2.4). Java folds all
/// of Unicode: U+212A, the sign of the unit kelvin, becomes a plain `k`, and U+017F a plain `S`, so that one
/// name turns into another. What comes from outside is therefore folded here.
public final class Ascii {
    private static final int TO_LOWER = 'a' - 'A';

    private Ascii() {}

    /// The text with `A` to `Z` in lower case; every other character stays what it is.
    public static String lower(String text) {
        int upper = 0;
        while (upper < text.length() && !isUpper(text.charAt(upper))) upper++;
        if (upper == text.length()) return text;
        var folded = new StringBuilder(text);
        for (int i = upper; i < folded.length(); i++) folded.setCharAt(i, lower(folded.charAt(i)));
        return folded.toString();
    }

    /// Whether the two texts are the same but for the case of `A` to `Z`.
    public static boolean same(String one, String other) {
        if (one.length() != other.length()) return false;
        for (int i = 0; i < one.length(); i++) {
            if (lower(one.charAt(i)) != lower(other.charAt(i))) return false;
        }
        return true;
    }

    private static char lower(char c) {
        return isUpper(c) ? (char) (c + TO_LOWER) : c;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
