package dev.licet.drm.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one is in the text of a document. Whatever does not fit ends the reading.
final class XmlTagCursor {
    /// Longer ones would be named by the parser's limit. The colon of a prefix is one, and inside.
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,199}(?::[A-Za-z_][A-Za-z0-9._-]{0,199})?");

    private static final Pattern LONGER = Pattern.compile("[A-Za-z0-9._-]");
    /// What else names may have (XML 1.0, 2.3).
    private static final Pattern NOT_ASCII = Pattern.compile(
            ":?[\\xb7\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u203f\\u2040\\u2070-\\u218f"
                    + "\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\x{10000}-\\x{effff}]");

    private static final Pattern END_OF_TARGET = Pattern.compile("[\\s?]");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
    private static final Pattern END_OF_TAG = Pattern.compile("[ \\t\\r\\n]*(/?>)");
    private static final Pattern EQUALS = Pattern.compile("[ \\t\\r\\n]*=[ \\t\\r\\n]*");
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:amp|lt|gt|quot|apos|#0{0,9}[0-9]{1,7}|#x0{0,9}[0-9A-Fa-f]{1,6});");
    private static final int LAST_LOW_SURROGATE = 0xdfff;
    private static final int FIRST_HIGH_SURROGATE = 0xd800;
    private static final int LAST_OF_THE_PLANE = 0xfffd;

    private final String text;
    private final Matcher matcher;
    private int at;

    XmlTagCursor(String text) {
        this.text = text;
        this.matcher = SPACE.matcher(text);
    }

    static MalformedMessage broken() {
        return new MalformedMessage(XmlOutline.NOT_WELL_FORMED);
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean is(String beginning) {
        return text.startsWith(beginning, at);
    }

    /// Whether there is one.
    boolean sees(Pattern pattern) {
        return matcher.usePattern(pattern).region(at, text.length()).lookingAt();
    }

    /// Whether there was one; then it is behind.
    boolean take(Pattern pattern) {
        if (!sees(pattern)) return false;
        at = matcher.end();
        return true;
    }

    private String taken(Pattern pattern) throws MalformedMessage {
        int start = at;
        if (!take(pattern)) throw broken();
        return text.substring(start, at);
    }

    void skip(String beginning, String end) throws MalformedMessage {
        int found = text.indexOf(end, at + beginning.length());
        if (found < 0) throw broken();
        at = found + end.length();
    }

    private String name() throws MalformedMessage {
        int start = at;
        boolean begun = take(NAME);
        if (sees(NOT_ASCII)) throw new MalformedMessage("The document has a name outside ASCII");
        if (!begun) throw broken();
        if (sees(LONGER)) throw new MalformedMessage("The document has a name of more than 200 characters");
        return text.substring(start, at);
    }

    /// A processing instruction, whose name has no prefix.
    void instruction() throws MalformedMessage {
        at += "<?".length();
        if (name().contains(":") || !sees(END_OF_TARGET)) throw broken();
        skip("", "?>");
    }

    String opening() throws MalformedMessage {
        at++;
        return name();
    }

    String closing() throws MalformedMessage {
        at += "</".length();
        String name = name();
        if (!taken(END_OF_TAG).endsWith(">") || text.charAt(at - 2) == '/') throw broken();
        return name;
    }

    boolean isAtEndOfTag() {
        return sees(END_OF_TAG);
    }

    /// Whether it is the end of the element as well.
    boolean endOfTag() throws MalformedMessage {
        return taken(END_OF_TAG).endsWith("/>");
    }

    String attribute() throws MalformedMessage {
        taken(SPACE);
        return name();
    }

    String value() throws MalformedMessage {
        taken(EQUALS);
        char quote = isAtEnd() ? ' ' : text.charAt(at);
        if (quote != '"' && quote != '\'') throw broken();
        int start = ++at;
        while (!isAtEnd() && text.charAt(at) != quote) {
            if (text.charAt(at) == '<') throw broken();
            character();
        }
        if (isAtEnd()) throw broken();
        return text.substring(start, at++);
    }

    /// One that XML has (XML 1.0, 2.2), or a reference to one.
    void character() throws MalformedMessage {
        if (text.charAt(at) == '&') {
            taken(REFERENCE);
            return;
        }
        int point = text.codePointAt(at);
        boolean control = point < ' ' && point != '\t' && point != '\r' && point != '\n';
        boolean lone = point >= FIRST_HIGH_SURROGATE && point <= LAST_LOW_SURROGATE;
        if (control || lone || point > LAST_OF_THE_PLANE && point <= Character.MAX_VALUE) throw broken();
        at += Character.charCount(point);
    }
}
