package dev.licet.http;

import java.util.function.IntPredicate;

/// Which bytes may stand where in a head (RFC 9110 section 5, RFC 3986 section 3). A table and a loop, because
/// every request passes here several times.
final class Octets {
    /// A method or the name of a field.
    static final boolean[] TOKEN = table(c -> isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    /// The value of a field of a request: what is no US-ASCII may be in it, and means nothing (RFC 9110 section 5.5).
    static final boolean[] FIELD = table(c -> c >= ' ' && c != 0x7f || c == '\t');
    /// The value of a field of an answer.
    static final boolean[] FIELD_OF_ANSWER = table(c -> c >= ' ' && c < 0x7f || c == '\t');
    /// A request target.
    static final boolean[] TARGET = table(c -> c > ' ' && c < 0x7f && c != '#');
    /// A path, but for its escapes; and the caret of `/keys/^name`, which callers of the published API send as
    /// it is.
    static final boolean[] PATH = table(c -> isLetterOrDigit(c) || "/-._~!$&'()*+,;=:@^".indexOf(c) >= 0);
    /// The name or address in an authority, without its brackets.
    static final boolean[] HOST = table(c -> isLetterOrDigit(c) || "-._~!$&'()*+,;=%".indexOf(c) >= 0);
    /// An IPv6 address.
    static final boolean[] IPV6 = table(c -> Character.digit(c, 16) >= 0 && c < 0x80 || c == ':' || c == '.');
    /// A decimal number.
    static final boolean[] DIGIT = table(c -> c >= '0' && c <= '9');
    /// A hexadecimal number.
    static final boolean[] HEX = table(c -> c < 0x80 && Character.digit(c, 16) >= 0);

    private Octets() {}

    private static boolean isLetterOrDigit(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private static boolean[] table(IntPredicate allowed) {
        var table = new boolean[256];
        for (int c = 0; c < table.length; c++) table[c] = allowed.test(c);
        return table;
    }

    /// Whether all characters of a text are in a table.
    static boolean isAll(String text, boolean[] allowed) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= allowed.length || !allowed[c]) return false;
        }
        return true;
    }
}
