package dev.licet.http;

import dev.licet.domain.Ascii;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Header lists (RFC 9113 section 8.3): those of requests are read under the rules and limits of [Head].
final class Http2Head {
    /// What a field takes in HTTP/1.1 besides its name and value.
    private static final int LINE_OVERHEAD = 4;

    /// Those of requests. Another one, such as that of an extension which nobody here offers, is no name of
    /// a field.
    private static final Set<String> PSEUDO = Set.of(":method", ":scheme", ":path", ":authority");

    private static final String COOKIE = "cookie";

    /// Fields of answers that go into the table of the connection, because they are the same again and again. A
    /// client says how large that table is, and what differs from answer to answer would fill it.
    static final Set<String> STEADY =
            Set.of("cache-control", "content-type", "referrer-policy", "x-content-type-options");

    private Http2Head() {}

    static Head read(Http2Headers headers, Limits limits) throws Rejected {
        String method = text(headers.method());
        String target = text(headers.path());
        String authority = text(headers.authority());
        require(!method.isEmpty() && Octets.isAll(method, Octets.TOKEN) && headers.scheme() != null);
        if (target.length() > limits.requestLineBytes()) throw new Rejected(Trouble.TARGET_TOO_LONG);
        require(target.startsWith("/") && Octets.isAll(target, Octets.TARGET));
        var lines = lines(headers, limits);
        var host = lines.stream().filter(line -> line.name().equals("host")).findFirst();
        require(authority.isEmpty() || host.isEmpty() || Ascii.same(host.get().value(), authority));
        if (host.isEmpty()) lines.add(new Head.Line("host", authority));
        return Head.of(method, target, false, lines);
    }

    /// Looks at the fields behind a body, which nobody here asks for.
    static void checkTrailers(Http2Headers trailers, Limits limits) throws Rejected {
        lines(trailers, limits);
    }

    /// The header list of an answer.
    static Http2Headers write(Reply reply) {
        var headers = new DefaultHttp2Headers().status(Integer.toString(reply.status()));
        for (Reply.Field field : reply.fields()) headers.add(field.name().toLowerCase(Locale.ROOT), field.value());
        boolean known = reply.body() instanceof Body.Bytes && reply.status() != 204;
        if (known) headers.addInt("content-length", reply.bytes().length);
        return headers;
    }

    /// The header list that comes before that of the answer, for a client that waits with its body (RFC 9113 section
    /// 8.1).
    static Http2Headers goOn() {
        return new DefaultHttp2Headers().status("100");
    }

    private static ArrayList<Head.Line> lines(Http2Headers headers, Limits limits) throws Rejected {
        var lines = new ArrayList<Head.Line>();
        int bytes = 0;
        for (Map.Entry<CharSequence, CharSequence> field : headers) {
            String name = field.getKey().toString();
            String value = field.getValue().toString();
            if (PSEUDO.contains(name)) continue;
            require(Octets.isAll(name, Octets.TOKEN) && Octets.isAll(value, Octets.FIELD));
            require(value.strip().length() == value.length());
            bytes += name.length() + value.length() + LINE_OVERHEAD;
            lines.add(new Head.Line(name, value));
        }
        boolean tooLarge = bytes > limits.headerBytes() || lines.size() > limits.headerFields();
        if (tooLarge) throw new Rejected(Trouble.HEADERS_TOO_LARGE);
        joinCookies(lines);
        return lines;
    }

    /// Clients part a cookie so that its parts are compressed well (RFC 9113 section 8.2.3).
    private static void joinCookies(List<Head.Line> lines) {
        var cookies = lines.stream().filter(line -> line.name().equals(COOKIE)).toList();
        if (cookies.size() < 2) return;
        lines.removeAll(cookies);
        lines.add(new Head.Line(COOKIE, cookies.stream().map(Head.Line::value).collect(Collectors.joining("; "))));
    }

    private static String text(CharSequence value) {
        return value == null ? "" : value.toString();
    }

    private static void require(boolean wellFormed) throws Rejected {
        if (!wellFormed) throw new Rejected(Trouble.MALFORMED);
    }
}
