package dev.licet.drm.upstream;

/// Cuts down what a device or another server says to what fits into a record.
public final class Printable {
    private static final int MAX_CHARACTERS = 128;

    private Printable() {}

    /// At most 128 characters, none of which breaks a line or a terminal.
    public static String of(String text) {
        return isShortAscii(text) ? text : cut(text);
    }

    /// As what devices say about themselves nearly always is.
    private static boolean isShortAscii(String text) {
        if (text.length() > MAX_CHARACTERS) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < ' ' || text.charAt(i) > '~') return false;
        return true;
    }

    private static String cut(String text) {
        var kept = new StringBuilder();
        text.codePoints().filter(Printable::isVisible).limit(MAX_CHARACTERS).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
