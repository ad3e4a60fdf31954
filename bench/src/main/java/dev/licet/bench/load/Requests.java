package dev.licet.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Whole HTTP/1.1 requests, ready to be sent.
@FunctionalInterface
public interface Requests {
    /// The next one; empty when there are no more. One thread asks.
    Optional<byte[]> next();

    /// The same request for ever.
    static Requests always(byte[] request) {
        var same = Optional.of(request);
        return () -> same;
    }

    /// A GET.
    static byte[] get(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// These in turn, for ever.
    static Requests inTurn(List<byte[]> requests) {
        var next = new int[1];
        return () -> Optional.of(requests.get(next[0]++ % requests.size()));
    }

    /// A POST.
    static byte[] post(String target, String type, byte[] body) {
        return with("POST", target, type, body);
    }

    /// Any method with a body.
    static byte[] with(String method, String target, String type, byte[] body) {
        byte[] head = (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
