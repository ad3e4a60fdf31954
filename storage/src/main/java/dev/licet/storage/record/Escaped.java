package dev.licet.storage.record;

/// Text in which everything that is not printable ASCII is escaped as in JSON (RFC 8259).
final class Escaped {
    private final String text;
    private int at;

    Escaped(String text) {
        this.text = text;
    }

    static void write(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c >= ' ' && c <= '~') out.append(c);
            else out.append(String.format("\\u%04x", (int) c));
        }
    }

    /// What a text stands for that has nothing but escapes in it.
    static String read(String text) {
        if (text.indexOf('\\') < 0) return text;
        var out = new StringBuilder();
        var rest = new Escaped(text);
        while (rest.at < text.length()) out.append(rest.character());
        return out.toString();
    }

    /// Goes past the next quote that is not escaped, if there is one.
    boolean isAtText() {
        at = text.indexOf('"', at) + 1;
        return at > 0;
    }

    /// Up to the next quote, and past it.
    String quoted() {
        var out = new StringBuilder();
        while (text.charAt(at) != '"') out.append(character());
        at++;
        return out.toString();
    }

    private char character() {
        char c = text.charAt(at++);
        if (c != '\\') return c;
        c = text.charAt(at++);
        if (c != 'u') return c;
        at += 4;
        return (char) Integer.parseInt(text, at - 4, at, 16);
    }
}
