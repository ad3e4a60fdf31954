package dev.licet.http;

import dev.licet.domain.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The head of a request: request line and header fields, read strictly (RFC 9112 sections 3 to 6).
///
/// @param method a token
/// @param target in origin form: begins with `/`, visible US-ASCII without `#`
/// @param old    whether it is HTTP/1.0, as some proxies still send by default
/// @param lines  the header fields in order
record Head(String method, String target, boolean old, List<Line> lines) implements Fields {
    /// Who asks, and what for: of two values each reader would believe another one, and RFC 9110 section 5.3
    /// allows a list in none of them.
    private static final List<String> SINGLE =
            List.of("authorization", "expressplaytoken", "x-api-key", "x-licet-kek", "content-type");
    private static final String CRLF = "\r\n";
    private static final int LONGEST_NUMBER = 18;

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
    static Head read(String text) throws Rejected {
        int end = text.indexOf(CRLF);
        String[] words = text.substring(0, end).split(" ", -1);
        require(words.length == 3 && !words[0].isEmpty() && Octets.isAll(words[0], Octets.TOKEN));
        require(!words[1].isEmpty() && Octets.isAll(words[1], Octets.TARGET));
        boolean old = isOld(words[2]);
        var lines = new ArrayList<Line>();
        int start = end + CRLF.length();
        for (end = text.indexOf(CRLF, start); end > start; end = text.indexOf(CRLF, start)) {
            lines.add(line(text, start, end));
            start = end + CRLF.length();
        }
        return of(words[0], words[1], old, lines);
    }

    /// A head whose method and target are known to consist of allowed bytes.
    static Head of(String method, String target, boolean old, List<Line> lines) throws Rejected {
        var head = new Head(method, target, old, List.copyOf(lines));
        List<String> hosts = head.values("host");
        require(hosts.size() == 1 || old && hosts.isEmpty());
        require(hosts.isEmpty() || isAuthority(hosts.getFirst()));
        require(!method.equals("CONNECT"));
        for (String single : SINGLE) require(head.values(single).size() <= 1);
        var origin = target.startsWith("/") ? head : head.inOriginForm(hosts);
        require(isPath(origin.path()));
        return origin;
    }

    private static boolean isOld(String version) throws Rejected {
        if (version.equals("HTTP/1.1")) return false;
        if (version.equals("HTTP/1.0")) return true;
        throw new Rejected(version.matches("HTTP/[0-9]\\.[0-9]") ? Trouble.VERSION : Trouble.MALFORMED);
    }

    private static Line line(String text, int start, int end) throws Rejected {
        int colon = text.indexOf(':', start);
        require(colon > start && colon < end);
        String name = text.substring(start, colon);
        String value = text.substring(colon + 1, end);
        require(Octets.isAll(name, Octets.TOKEN) && Octets.isAll(value, Octets.FIELD));
        return new Line(name, value.strip());
    }

    /// A target that names the host again, as clients of a proxy send it (RFC 9112 section 3.2.2), must name
    /// the same: of two hosts each reader would believe another one (reference: security.md T26).
    private Head inOriginForm(List<String> hosts) throws Rejected {
        String lower = Ascii.lower(target);
        int start = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        require(start > 0);
        int end = start;
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) end++;
        String authority = target.substring(start, end);
        require(hosts.isEmpty() ? isAuthority(authority) : Ascii.same(authority, hosts.getFirst()));
        String rest = target.substring(end);
        return new Head(method, rest.startsWith("/") ? rest : "/" + rest, old, lines);
    }

    private static boolean isAuthority(String text) {
        int colon = text.lastIndexOf(':');
        boolean port = colon > text.lastIndexOf(']');
        if (port && !(text.length() - colon <= 6 && Octets.isAll(text.substring(colon + 1), Octets.DIGIT)))
            return false;
        String host = port ? text.substring(0, colon) : text;
        boolean literal = host.length() > 4 && host.startsWith("[") && host.endsWith("]");
        if (literal) return Octets.isAll(host.substring(1, host.length() - 1), Octets.IPV6);
        return !host.isEmpty() && Octets.isAll(host, Octets.HOST);
    }

    private static boolean isPath(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape =
                    c == '%' && i + 2 < text.length() && Octets.isAll(text.substring(i + 1, i + 3), Octets.HEX);
            if (!escape && !Octets.PATH[c]) return false;
        }
        return true;
    }

    private static void require(boolean wellFormed) throws Rejected {
        if (!wellFormed) throw new Rejected(Trouble.MALFORMED);
    }

    /// How the body is framed. Whatever two readers could understand differently is refused.
    Framing framing() throws Rejected {
        List<String> lengths = values("content-length");
        List<String> encodings = values("transfer-encoding");
        require(lengths.size() + encodings.size() <= 1);
        if (!encodings.isEmpty()) {
            require(!old && Ascii.same(encodings.getFirst(), "chunked"));
            return new Framing.Chunked();
        }
        return new Framing.Length(lengths.isEmpty() ? 0 : length(lengths.getFirst()));
    }

    private static long length(String digits) throws Rejected {
        require(!digits.isEmpty() && Octets.isAll(digits, Octets.DIGIT));
        return digits.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /// Refuses a body that would have to be decoded first.
    void checkCoding() throws Rejected {
        for (String coding : values("content-encoding")) {
            if (!Ascii.same(coding, "identity")) throw new Rejected(Trouble.CODING);
        }
    }

    /// Whether the connection ends with the answer (RFC 9112 section 9.6). HTTP/1.0 has nothing else here.
    boolean isLast() {
        return old || has("connection", "close");
    }

    /// Whether the client sends its body only when it is told to (RFC 9110 section 10.1.1).
    boolean isWaiting() {
        return !old && has("expect", "100-continue");
    }

    /// Whether a field that is a list has a member.
    private boolean has(String name, String member) {
        for (String value : values(name)) {
            if (Stream.of(value.split(",")).anyMatch(one -> Ascii.same(one.strip(), member))) return true;
        }
        return false;
    }

    /// The values of all fields with that name, which is written small.
    List<String> values(String name) {
        var values = new ArrayList<String>(1);
        for (Line line : lines) {
            if (Ascii.same(line.name(), name)) values.add(line.value());
        }
        return values;
    }

    @Override
    public Optional<String> first(String name) {
        for (Line line : lines) {
            if (Ascii.same(line.name(), name)) return Optional.of(line.value());
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
