package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import dev.licet.server.fuzz.Mutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sends damaged headers of the PROXY protocol and damaged frames of HTTP/2, from an address that may name others: each
/// connection is answered or ends in time, and the next one is served (reference: security.md S2, S7).
/// `-Dlicet.fuzz.wire=N` says how many of each, `-Dlicet.fuzz.seed=N` which.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireFuzzTest {
    private static final int CONNECTIONS = Integer.getInteger("licet.fuzz.wire", 600);
    private static final long SEED = Long.getLong("licet.fuzz.seed", 23);
    /// Who has said everything has everything, and waits for no deadline.
    private static final int MOST_MILLIS = 5_000;
    private static final byte[] REQUEST = ascii("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final byte[] PREFACE = ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;
    private static final int WHOLE = 5;

    private final Mutator mutator = new Mutator(SEED);
    private final Map<String, Integer> ends = new TreeMap<>();
    private RunningService service;
    private int port;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data, Map.of(Key.PROXIES, "127.0.0.0/8"));
        port = URI.create(service.url(Environment.TEST, "/")).getPort();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] all(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    /// Version 2 of the PROXY protocol (its section 2.2).
    private static byte[] binary(int command, int family, byte[] addresses) {
        var rest = ByteBuffer.allocate(4 + addresses.length)
                .put((byte) (0x20 | command))
                .put((byte) family)
                .putShort((short) addresses.length)
                .put(addresses);
        return all(SIGNATURE, rest.array());
    }

    private static List<byte[]> proxyHeaders() {
        byte[] four = HexFormat.of().parseHex("c0000201c6336401dead01bb");
        byte[] note = HexFormat.of().parseHex("04000361626302000178");
        return List.of(
                ascii("PROXY TCP4 192.0.2.1 198.51.100.1 57005 443\r\n"),
                ascii("PROXY TCP6 2001:db8::1 2001:db8::2 57005 443\r\n"),
                ascii("PROXY UNKNOWN\r\n"),
                binary(1, 0x11, four),
                binary(1, 0x21, new byte[36]),
                binary(1, 0x31, new byte[216]),
                binary(0, 0, new byte[0]),
                binary(1, 0x11, all(four, note)));
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /// Indexed fields, literal ones, and a text of a Huffman code (RFC 7541 appendix C.4.1).
    private static List<byte[]> conversations() {
        byte[] settings = frame(SETTINGS, 0, 0, new byte[0]);
        byte[] get = frame(HEADERS, WHOLE, 1, HexFormat.of().parseHex("828684418cf1e3c2e5f23a6ba0ab90f4ff"));
        byte[] post = frame(HEADERS, 4, 3, HexFormat.of().parseHex("83868441016100036b696403616263"));
        byte[] window = frame(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 1, 0});
        return List.of(
                all(PREFACE, settings, get),
                all(PREFACE, settings, post, frame(0, 1, 3, ascii("kid=1&contentKey=00"))),
                all(PREFACE, frame(SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 1}), window, get, post),
                all(PREFACE, settings, frame(PING, 0, 0, new byte[8]), get, frame(3, 0, 1, new byte[4])));
    }

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void damaged_headers_of_proxies_end_the_connection_or_are_answered() throws Exception {
        ends.clear();
        for (byte[] header : proxyHeaders()) assertEquals("200", end(all(header, REQUEST)));
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] sent = all(mutator.next(proxyHeaders()), REQUEST);
            String end = end(sent);
            ends.merge(end, 1, Integer::sum);
            assertTrue(
                    end.matches("none|2..|4..|505"),
                    () -> end + " " + HexFormat.of().formatHex(sent));
        }
        System.out.printf("%d damaged headers of proxies, seed %d: %s%n", CONNECTIONS, SEED, ends);
    }

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void damaged_frames_end_the_connection_or_are_answered() throws Exception {
        ends.clear();
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] sent = mutator.next(conversations());
            String end = end(sent);
            ends.merge(end, 1, Integer::sum);
            assertTrue(
                    end.matches("none|frames|400|404|505"),
                    () -> end + " " + HexFormat.of().formatHex(sent));
        }
        assertEquals("200", end(REQUEST));
        System.out.printf("%d damaged conversations of HTTP/2, seed %d: %s%n", CONNECTIONS, SEED, ends);
    }

    /// What comes until the service ends the connection: nothing, frames, or an answer of HTTP/1.1 with its status.
    private String end(byte[] sent) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MOST_MILLIS);
            String text = new String(exchanged(socket, sent), StandardCharsets.ISO_8859_1);
            if (text.isEmpty()) return "none";
            return text.startsWith("HTTP/1.") ? text.split(" ")[1] : "frames";
        } catch (SocketTimeoutException hangs) {
            throw new AssertionError("hangs after " + HexFormat.of().formatHex(sent), hangs);
        }
    }

    private static byte[] exchanged(Socket socket, byte[] sent) throws IOException {
        try {
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        } catch (SocketException turnedAway) {
            return new byte[0];
        }
    }
}
