package dev.licet.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// The head of a request: request line and header fields, read strictly (RFC 9112 sections 3 to 6).
///
/// @param method a token
/// @param target as it was sent: begins with `/`, visible US-ASCII without `#`
/// @param old    whether it is HTTP/1.0, as some proxies still send by default
/// @param lines  the header fields in order
record Head(String method, String target, boolean old, List<Line> lines) implements Fields {
    private static final String VERSION = "HTTP/1.1";
    private static final String OLD_VERSION = "HTTP/1.0";
    private static final String CRLF = "\r\n";
    private static final String PATH_MARKS = "/-._~!$&'()*+,;=:@^";
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN_BYTES = table(Head::isTokenByte);
    private static final boolean[] TARGET_BYTES = table(c -> c > ' ' && c < 0x7f && c != '#');
    private static final boolean[] FIELD_BYTES = table(Head::isFieldByte);
    private static final boolean[] DIGITS = table(c -> c >= '0' && c <= '9');

    /// One header field, white space around the value removed.
    record Line(String name, String value) {}

    /// Where a body ends.
    sealed interface Framing {
        /// After that many bytes; 0 when there is none.
        record Length(long bytes) implements Framing {}

        /// After the last chunk.
        record Chunked() implements Framing {}
    }

    /// Reads a head whose line ends are known to be CRLF, the empty line at its end included.
    static Head read(byte[] block) throws Rejected {
        String text = new String(block, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(CRLF);
        if (end < 0) throw new Rejected(Trouble.MALFORMED);
        String[] words = text.substring(0, end).split(" ", -1);
        if (words.length != 3 || !isToken(words[0]) || !isTarget(words[1])) throw new Rejected(Trouble.MALFORMED);
        var fields = new ArrayList<Line>();
        int start = end + CRLF.length();
        for (end = text.indexOf(CRLF, start); end > start; end = text.indexOf(CRLF, start)) {
            fields.add(line(text.substring(start, end)));
            start = end + CRLF.length();
        }
        checkVersion(words[2]);
        var head = new Head(words[0], words[1], words[2].equals(OLD_VERSION), List.copyOf(fields));
        if (head.values("host").size() != 1) throw new Rejected(Trouble.MALFORMED);
        return head;
    }

    private static void checkVersion(String version) throws Rejected {
        if (version.equals(VERSION) || version.equals(OLD_VERSION)) return;
        throw new Rejected(version.matches("HTTP/[0-9]\\.[0-9]") ? Trouble.VERSION : Trouble.MALFORMED);
    }

    private static Line line(String text) throws Rejected {
        int colon = text.indexOf(':');
        if (colon < 0 || !isToken(text.substring(0, colon))) throw new Rejected(Trouble.MALFORMED);
        String value = text.substring(colon + 1);
        if (!isAll(value, FIELD_BYTES)) throw new Rejected(Trouble.MALFORMED);
        return new Line(text.substring(0, colon), value.strip());
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && isAll(text, TOKEN_BYTES);
    }

    private static boolean isTokenByte(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /// Only the origin form: an absolute target would name a second host (reference: security.md T26).
    private static boolean isTarget(String text) {
        if (!text.startsWith("/") || !isAll(text, TARGET_BYTES)) return false;
        int mark = text.indexOf('?');
        return isPath(mark < 0 ? text : text.substring(0, mark));
    }

    /// RFC 3986 section 3.3, and the caret of `/keys/^name`, which callers of the published API send as it is.
    private static boolean isPath(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '%'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2));
            if (!escape && !Character.isLetterOrDigit(c) && PATH_MARKS.indexOf(c) < 0) return false;
        }
        return true;
    }

    private static boolean isFieldByte(int c) {
        return c >= ' ' && c != 0x7f || c == '\t';
    }

    /// Every request passes here several times: a table and a loop cost a tenth of a stream.
    private static boolean isAll(String text, boolean[] allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed[text.charAt(i)]) return false;
        }
        return true;
    }

    private static boolean[] table(IntPredicate allowed) {
        var table = new boolean[256];
        for (int c = 0; c < table.length; c++) table[c] = allowed.test(c);
        return table;
    }

    /// How the body is framed. Whatever two readers could understand differently is refused.
    Framing framing() throws Rejected {
        List<String> lengths = values("content-length");
        List<String> encodings = values("transfer-encoding");
        if (lengths.size() + encodings.size() > 1) throw new Rejected(Trouble.MALFORMED);
        if (!encodings.isEmpty()) {
            if (old || !encodings.getFirst().equalsIgnoreCase("chunked")) throw new Rejected(Trouble.MALFORMED);
            return new Framing.Chunked();
        }
        return new Framing.Length(lengths.isEmpty() ? 0 : length(lengths.getFirst()));
    }

    /// Whether the connection ends with the answer (RFC 9112 section 9.6). HTTP/1.0 has nothing else here.
    boolean isLast() {
        if (old) return true;
        for (String value : values("connection")) {
            if (Stream.of(value.split(",")).anyMatch(Head::isClose)) return true;
        }
        return false;
    }

    private static boolean isClose(String option) {
        return option.strip().equalsIgnoreCase("close");
    }

    /// What the web server's parser gets, which knows HTTP/1.1 alone: the same bytes but for the version.
    byte[] renewed(byte[] block) {
        if (!old) return block;
        byte[] renewed = block.clone();
        int version = method.length() + 1 + target.length() + 1;
        System.arraycopy(VERSION.getBytes(StandardCharsets.US_ASCII), 0, renewed, version, VERSION.length());
        return renewed;
    }

    private static long length(String digits) throws Rejected {
        if (digits.isEmpty() || !isAll(digits, DIGITS)) throw new Rejected(Trouble.MALFORMED);
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private List<String> values(String name) {
        var values = new ArrayList<String>(1);
        for (Line line : lines) {
            if (line.name().equalsIgnoreCase(name)) values.add(line.value());
        }
        return values;
    }

    @Override
    public Optional<String> first(String name) {
        for (Line line : lines) {
            if (line.name().equalsIgnoreCase(name)) return Optional.of(line.value());
        }
        return Optional.empty();
    }

    /// The target up to its `?`.
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /// The target after its `?`; may be empty.
    String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    @Override
    public String toString() {
        return "Head[" + method + "]";
    }
}
