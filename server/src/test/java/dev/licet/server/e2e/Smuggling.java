package dev.licet.server.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Requests whose end can be mistaken (docs/spec: security M9), and a client that sends them as they are.
final class Smuggling {
    private static final String GET = "GET /health/live HTTP/1.1\r\nHost: a\r\n";
    private static final String POST = "POST /health/live HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final Pattern ANSWER =
            Pattern.compile("HTTP/1\\.1 (\\d{3}) [^\r\n]*\r\n(?:[^\r\n]+\r\n)*?(?:\r\n|X-Request-Id: ([^\r\n]+)\r\n)");
    private static final int PATIENCE_MILLIS = 20_000;

    /// Each is whole in one reading of it at least, so that nobody waits for more.
    static final List<String> FORMS = List.of(
            "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /health/live HTTP/1.1\nHost: a\n\n",
            "GET /health/live HTTP/1.1\r\nHost: a\n\r\n",
            "GET /health/live http/1.1\r\nHost: a\r\n\r\n",
            "GET  /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /health/live\tHTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /health/live HTTP/1.1 \r\nHost: a\r\n\r\n",
            " GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
            "G@T /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /health/live#x HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://b/health/live HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nHost : a\r\n\r\n",
            GET + "X\r\n\r\n",
            GET + ": x\r\n\r\n",
            GET + "X: a\r\n b\r\n\r\n",
            GET + "X: a\u0000b\r\n\r\n",
            GET + "X: a\u000bb\r\n\r\n",
            POST + "Content-Length: +1\r\n\r\na",
            POST + "Content-Length: -1\r\n\r\na",
            POST + "Content-Length: 0x1\r\n\r\na",
            POST + "Content-Length: 1,1\r\n\r\na",
            POST + "Content-Length: \r\n\r\na",
            POST + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
            POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
            POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /health/live HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            CHUNKED + "1\r\na0\r\n\r\n",
            CHUNKED + "1\r\naXX0\r\n\r\n",
            CHUNKED + "1\na\n0\n\n",
            CHUNKED + "0x1\r\na\r\n0\r\n\r\n",
            CHUNKED + "+1\r\na\r\n0\r\n\r\n",
            CHUNKED + " 1\r\na\r\n0\r\n\r\n",
            CHUNKED + "1;a\nb\r\na\r\n0\r\n\r\n");

    /// Those that nginx understands and passes on in a form that cannot be mistaken. None of them has a body.
    static final List<String> REPAIRED = List.of(
            "GET /health/live HTTP/1.1\nHost: a\n\n",
            "GET /health/live HTTP/1.1\r\nHost: a\n\r\n",
            "GET  /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /health/live HTTP/1.1 \r\nHost: a\r\n\r\n",
            "GET http://b/health/live HTTP/1.1\r\nHost: a\r\n\r\n",
            GET + "X\r\n\r\n");

    private Smuggling() {}

    /// What comes back for a form and a second request behind it: the statuses, each with the id of its request.
    static List<String> answers(int port, String form, int number) throws IOException {
        return exchange(port, form + get("second-" + number));
    }

    /// Somebody else's request.
    static List<String> victim(int port, String id) throws IOException {
        return exchange(port, get(id));
    }

    private static String get(String id) {
        return "GET /health/live HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + id + "\r\nConnection: close\r\n\r\n";
    }

    private static List<String> exchange(int port, String sent) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return ANSWER.matcher(all)
                    .results()
                    .map(answer -> answer.group(1) + " " + (answer.group(2) == null ? "" : answer.group(2)))
                    .toList();
        }
    }
}
