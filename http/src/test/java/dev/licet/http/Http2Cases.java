package dev.licet.http;

import static dev.licet.http.RawHttp2.ACK;
import static dev.licet.http.RawHttp2.CONTINUATION;
import static dev.licet.http.RawHttp2.DATA;
import static dev.licet.http.RawHttp2.END_HEADERS;
import static dev.licet.http.RawHttp2.END_STREAM;
import static dev.licet.http.RawHttp2.GOAWAY;
import static dev.licet.http.RawHttp2.HEADERS;
import static dev.licet.http.RawHttp2.NOTHING;
import static dev.licet.http.RawHttp2.PING;
import static dev.licet.http.RawHttp2.PRIORITY;
import static dev.licet.http.RawHttp2.RST_STREAM;
import static dev.licet.http.RawHttp2.SETTINGS;
import static dev.licet.http.RawHttp2.WINDOW_UPDATE;
import static dev.licet.http.RawHttp2.all;
import static dev.licet.http.RawHttp2.frame;
import static dev.licet.http.RawHttp2.ints;
import static dev.licet.http.RawHttp2.list;
import static dev.licet.http.RawHttp2.setting;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What a client may send and what it may not (RFC 9113 and RFC 7541), and what it is answered. The cases are
/// those that conformance tests of HTTP/2 know, and some more.
final class Http2Cases {
    private static final int PADDED = 8;
    private static final int WITH_PRIORITY = 0x20;
    private static final int PUSH_PROMISE = 5;
    private static final int UNKNOWN = 42;
    private static final int FLAGS = END_STREAM | END_HEADERS;
    private static final String[] GET = {":method", "GET", ":scheme", "http", ":path", "/x", ":authority", "a"};
    private static final String[] POST = {":method", "POST", ":scheme", "http", ":path", "/p", ":authority", "a"};

    private Http2Cases() {}

    /// One of them.
    ///
    /// @param section  of RFC 9113, or of RFC 7541 where it begins with `7541`
    /// @param sends    after the preface, one part after the answer to the one before
    /// @param outcomes those that the section allows: finished answers as `1: 200 words`, resets as `1:
    /// CANCEL`, the end of the connection as its error alone
    record Case(String section, String name, List<byte[]> sends, List<String> outcomes) {
        @Override
        public String toString() {
            return section + " " + name;
        }
    }

    private static Case of(String section, String name, byte[] sends, String... outcomes) {
        return new Case(section, name, List.of(sends), List.of(outcomes));
    }

    private static Case of(String section, String name, List<byte[]> sends, String... outcomes) {
        return new Case(section, name, sends, List.of(outcomes));
    }

    static Stream<Case> framing() {
        return Stream.of(frames(), states(), errors(), data(), headers(), priorities(), resets(), settings(), pings())
                .flatMap(cases -> cases);
    }

    static Stream<Case> messaging() {
        return Stream.of(goodbyes(), windows(), continuations(), messages(), fields(), pseudoFields(), lengths())
                .flatMap(cases -> cases);
    }

    static Stream<Case> compression() {
        return Stream.of(goodLists(), indexes(), tables(), strings()).flatMap(cases -> cases);
    }

    private static byte[] get(int stream, String... more) {
        return frame(HEADERS, FLAGS, stream, list(with(GET, more)));
    }

    private static byte[] post(int stream, String... more) {
        return frame(HEADERS, END_HEADERS, stream, list(with(POST, more)));
    }

    private static String[] with(String[] fields, String... more) {
        return Stream.concat(Arrays.stream(fields), Arrays.stream(more)).toArray(String[]::new);
    }

    private static byte[] request(String... fields) {
        return frame(HEADERS, FLAGS, 1, list(fields));
    }

    private static byte[] data(int flags, int stream, String text) {
        return frame(DATA, flags, stream, ascii(text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] block(String hex) {
        return frame(HEADERS, FLAGS, 1, bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] priority(int stream, int on) {
        return frame(PRIORITY, 0, stream, all(ints(on), new byte[] {15}));
    }

    private static byte[] reset(int stream, int error) {
        return frame(RST_STREAM, 0, stream, ints(error));
    }

    private static byte[] window(int stream, int more) {
        return frame(WINDOW_UPDATE, 0, stream, ints(more));
    }

    private static Stream<Case> frames() {
        byte[] asked = list(GET);
        return Stream.of(
                of("4.1", "a frame of an unknown type", frame(UNKNOWN, 0, 0, new byte[8]), "-"),
                of("4.1", "a frame of an unknown type with flags", frame(UNKNOWN, 0xff, 1, new byte[8]), "-"),
                of("4.1", "flags that mean nothing", frame(HEADERS, FLAGS | 0x52, 1, asked), "1: 200 GET"),
                of("4.1", "the reserved bit", frame(HEADERS, FLAGS, 0x80000001, asked), "1: 200 GET"),
                of("4.2", "the largest frame", all(post(1), frame(DATA, 1, 1, new byte[16384])), "1: 200 POST 16384"),
                of(
                        "4.2",
                        "DATA that is too large",
                        all(post(1), frame(DATA, 1, 1, new byte[16385])),
                        "FRAME_SIZE_ERROR"),
                of("4.2", "HEADERS that are too large", frame(HEADERS, FLAGS, 1, new byte[16385]), "FRAME_SIZE_ERROR"),
                of(
                        "4.2",
                        "an unknown frame that is too large",
                        frame(UNKNOWN, 0, 0, new byte[16385]),
                        "FRAME_SIZE_ERROR"),
                of("4.3", "a header list that is none", block("00 85 f2b2 4a84 ff84 49 50 9f ff"), "COMPRESSION_ERROR"),
                of(
                        "4.3",
                        "PRIORITY within a header list",
                        all(frame(HEADERS, 1, 1, asked), priority(1, 0)),
                        "PROTOCOL_ERROR"),
                of(
                        "4.3",
                        "HEADERS of another stream within a header list",
                        all(frame(HEADERS, 1, 1, asked), get(3)),
                        "PROTOCOL_ERROR"),
                of(
                        "5.5",
                        "an unknown frame within a header list",
                        all(frame(HEADERS, 1, 1, asked), frame(UNKNOWN, 0, 0, NOTHING)),
                        "PROTOCOL_ERROR"));
    }

    private static Stream<Case> states() {
        byte[] working = frame(
                HEADERS, FLAGS, 1, list(":method", "GET", ":scheme", "http", ":path", "/feed", ":authority", "a"));
        byte[] left = all(post(1), reset(1, 8));
        return Stream.of(
                of("5.1", "DATA of an idle stream", data(0, 1, "a"), "PROTOCOL_ERROR"),
                of("5.1", "RST_STREAM of an idle stream", reset(1, 8), "PROTOCOL_ERROR"),
                of("5.1", "WINDOW_UPDATE of an idle stream", window(1, 1), "PROTOCOL_ERROR"),
                of("5.1", "CONTINUATION of an idle stream", frame(CONTINUATION, 4, 1, list(GET)), "PROTOCOL_ERROR"),
                of("5.1", "PRIORITY of an idle stream", all(priority(1, 0), get(1)), "1: 200 GET"),
                of("5.1", "DATA after the end", all(working, data(0, 1, "a")), "1: STREAM_CLOSED", "STREAM_CLOSED"),
                of(
                        "5.1",
                        "trailers after the end",
                        all(working, frame(HEADERS, FLAGS, 1, list("x", "y"))),
                        "1: PROTOCOL_ERROR",
                        "1: STREAM_CLOSED"),
                of(
                        "8.1",
                        "a second request after the end",
                        all(working, get(1)),
                        "1: PROTOCOL_ERROR",
                        "1: STREAM_CLOSED"),
                of(
                        "5.1",
                        "CONTINUATION after the end",
                        all(working, frame(CONTINUATION, 4, 1, list(GET))),
                        "PROTOCOL_ERROR",
                        "STREAM_CLOSED"),
                of("5.1", "WINDOW_UPDATE after the end", all(working, window(1, 1)), "-"),
                of("5.1", "PRIORITY after the end", all(working, priority(1, 0)), "-"),
                of("5.1", "RST_STREAM after the end", all(working, reset(1, 8)), "-"),
                of("5.1", "DATA after RST_STREAM", all(left, data(0, 1, "a")), "1: STREAM_CLOSED", "STREAM_CLOSED"),
                of(
                        "5.1",
                        "HEADERS after RST_STREAM",
                        all(left, get(1)),
                        "1: STREAM_CLOSED",
                        "STREAM_CLOSED",
                        "PROTOCOL_ERROR"),
                of(
                        "5.1",
                        "CONTINUATION after RST_STREAM",
                        all(left, frame(CONTINUATION, 4, 1, list(GET))),
                        "PROTOCOL_ERROR",
                        "STREAM_CLOSED"),
                of("5.1", "PRIORITY after RST_STREAM", all(left, priority(1, 0)), "-"),
                of(
                        "5.1",
                        "DATA of a closed stream",
                        List.of(get(1), data(0, 1, "a")),
                        "1: 200 GET, STREAM_CLOSED",
                        "1: 200 GET, 1: STREAM_CLOSED"),
                of(
                        "5.1",
                        "HEADERS of a closed stream",
                        List.of(get(1), get(1)),
                        "1: 200 GET, 1: STREAM_CLOSED",
                        "1: 200 GET, STREAM_CLOSED",
                        "1: 200 GET, PROTOCOL_ERROR"),
                of(
                        "5.1",
                        "CONTINUATION of a closed stream",
                        List.of(get(1), frame(CONTINUATION, 4, 1, list(GET))),
                        "1: 200 GET, PROTOCOL_ERROR",
                        "1: 200 GET, STREAM_CLOSED"),
                of("5.1", "WINDOW_UPDATE of a closed stream", List.of(get(1), window(1, 1)), "1: 200 GET"),
                of("5.1", "RST_STREAM of a closed stream", List.of(get(1), reset(1, 8)), "1: 200 GET"),
                of("5.1", "PRIORITY of a closed stream", List.of(get(1), priority(1, 0)), "1: 200 GET"),
                of("5.1.1", "a stream of an even number", get(2), "PROTOCOL_ERROR"),
                of("5.1.1", "a stream of a lower number", all(get(5), get(3)), "3: STREAM_CLOSED, 5: 200 GET"),
                of("5.1.1", "streams with a gap", all(get(1), get(99)), "1: 200 GET, 99: 200 GET"));
    }

    private static Stream<Case> errors() {
        return Stream.of(
                of(
                        "5.4.1",
                        "the end after a breach",
                        List.of(get(1), frame(PING, 0, 3, new byte[8])),
                        "1: 200 GET, PROTOCOL_ERROR"),
                of(
                        "5.4.2",
                        "the connection after a fault of one stream",
                        all(get(1, "A", "b"), get(3)),
                        "1: PROTOCOL_ERROR, 3: 200 GET"),
                of("7", "GOAWAY with an unknown error", frame(GOAWAY, 0, 0, ints(0, 0xff)), "-"),
                of("7", "RST_STREAM with an unknown error", all(post(1), reset(1, 0xff)), "-"));
    }

    private static Stream<Case> data() {
        return Stream.of(
                of("6.1", "DATA", all(post(1), data(1, 1, "ab")), "1: 200 POST 2"),
                of("6.1", "DATA in parts", all(post(1), data(0, 1, "ab"), data(1, 1, "c")), "1: 200 POST 3"),
                of("6.1", "DATA without bytes", all(post(1), data(1, 1, "")), "1: 200 POST 0"),
                of("6.1", "DATA with padding", all(post(1), frame(DATA, 9, 1, bytes("02 61 0000"))), "1: 200 POST 1"),
                of("6.1", "DATA of padding alone", all(post(1), frame(DATA, 9, 1, bytes("02 0000"))), "1: 200 POST 0"),
                of("6.1", "DATA of no stream", data(0, 0, "a"), "PROTOCOL_ERROR"),
                of(
                        "6.1",
                        "padding as long as the frame",
                        all(post(1), frame(DATA, 9, 1, bytes("02 00"))),
                        "PROTOCOL_ERROR"),
                of(
                        "6.1",
                        "padding without its length",
                        all(post(1), frame(DATA, 9, 1, NOTHING)),
                        "1: FRAME_SIZE_ERROR"));
    }

    private static Stream<Case> headers() {
        byte[] asked = list(GET);
        byte[] weighed = all(ints(0), new byte[] {15}, asked);
        return Stream.of(
                of("6.2", "HEADERS", get(1), "1: 200 GET"),
                of(
                        "6.2",
                        "HEADERS with padding",
                        frame(HEADERS, FLAGS | PADDED, 1, all(new byte[] {2}, asked, new byte[2])),
                        "1: 200 GET"),
                of("6.2", "HEADERS with a priority", frame(HEADERS, FLAGS | WITH_PRIORITY, 1, weighed), "1: 200 GET"),
                of(
                        "6.2",
                        "HEADERS with padding before a priority",
                        frame(HEADERS, FLAGS | PADDED | WITH_PRIORITY, 1, all(new byte[] {2}, weighed, new byte[2])),
                        "1: 200 GET"),
                of("6.2", "HEADERS of no stream", frame(HEADERS, FLAGS, 0, asked), "PROTOCOL_ERROR"),
                of(
                        "6.2",
                        "padding longer than the frame",
                        frame(HEADERS, FLAGS | PADDED, 1, all(new byte[] {(byte) 200}, asked)),
                        "PROTOCOL_ERROR"),
                of(
                        "6.2",
                        "a priority that is cut",
                        frame(HEADERS, FLAGS | WITH_PRIORITY, 1, new byte[4]),
                        "FRAME_SIZE_ERROR",
                        "PROTOCOL_ERROR"));
    }

    private static Stream<Case> priorities() {
        return Stream.of(
                of(
                        "6.3",
                        "PRIORITY with the least weight",
                        all(frame(PRIORITY, 0, 1, new byte[5]), get(1)),
                        "1: 200 GET"),
                of(
                        "6.3",
                        "PRIORITY with the most weight",
                        all(frame(PRIORITY, 0, 1, bytes("00000000 ff")), get(1)),
                        "1: 200 GET"),
                of("6.3", "PRIORITY on another stream", all(post(1), priority(3, 1), get(3)), "3: 200 GET"),
                of(
                        "6.3",
                        "PRIORITY alone on another stream",
                        all(post(1), priority(3, 0x80000001), get(3)),
                        "3: 200 GET"),
                of("6.3", "PRIORITY of a later stream", all(priority(5, 0), get(3)), "3: 200 GET"),
                of("6.3", "PRIORITY of no stream", priority(0, 0), "PROTOCOL_ERROR"),
                of(
                        "6.3",
                        "PRIORITY of a wrong size",
                        all(post(1), frame(PRIORITY, 0, 1, new byte[4])),
                        "1: FRAME_SIZE_ERROR",
                        "FRAME_SIZE_ERROR"),
                of(
                        "5.3.1",
                        "HEADERS that depend on themselves",
                        frame(HEADERS, FLAGS | WITH_PRIORITY, 1, all(ints(1), new byte[1], list(GET))),
                        "1: 200 GET",
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"),
                of(
                        "5.3.1",
                        "PRIORITY that depends on itself",
                        all(post(1), priority(1, 1)),
                        "-",
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"));
    }

    private static Stream<Case> resets() {
        return Stream.of(
                of("6.4", "RST_STREAM", all(post(1), reset(1, 8), get(3)), "3: 200 GET"),
                of("6.4", "RST_STREAM of no stream", reset(0, 8), "PROTOCOL_ERROR"),
                of(
                        "6.4",
                        "RST_STREAM that is too short",
                        all(post(1), frame(RST_STREAM, 0, 1, new byte[3])),
                        "FRAME_SIZE_ERROR"),
                of(
                        "6.4",
                        "RST_STREAM that is too long",
                        all(post(1), frame(RST_STREAM, 0, 1, new byte[5])),
                        "FRAME_SIZE_ERROR"));
    }

    private static Stream<Case> settings() {
        return Stream.of(
                of("6.5", "SETTINGS without any", frame(SETTINGS, 0, 0, NOTHING), "-"),
                of(
                        "6.5",
                        "SETTINGS acknowledged with something",
                        frame(SETTINGS, ACK, 0, new byte[6]),
                        "FRAME_SIZE_ERROR"),
                of("6.5", "SETTINGS of a stream", frame(SETTINGS, 0, 1, NOTHING), "PROTOCOL_ERROR"),
                of("6.5", "SETTINGS of a wrong size", frame(SETTINGS, 0, 0, new byte[3]), "FRAME_SIZE_ERROR"),
                of("6.5.2", "ENABLE_PUSH 0", setting(2, 0), "-"),
                of("6.5.2", "ENABLE_PUSH 1", setting(2, 1), "-"),
                of("6.5.2", "ENABLE_PUSH 2", setting(2, 2), "PROTOCOL_ERROR"),
                of("6.5.2", "a window beyond the largest", setting(4, 0x80000000), "FLOW_CONTROL_ERROR"),
                of("6.5.2", "the largest window", all(setting(4, 0x7fffffff), get(1)), "1: 200 GET"),
                of("6.5.2", "frames smaller than the smallest", setting(5, 16383), "PROTOCOL_ERROR"),
                of("6.5.2", "frames larger than the largest", setting(5, 1 << 24), "PROTOCOL_ERROR"),
                of("6.5.2", "the largest frames", setting(5, (1 << 24) - 1), "-"),
                of("6.5.2", "a setting that nobody knows", setting(0xff, 1), "-"),
                of("6.5.2", "a table of nothing", all(setting(1, 0), get(1)), "1: 200 GET"),
                of("6.5.2", "a table larger than any", all(setting(1, -1), get(1)), "1: 200 GET"),
                of("6.5.2", "header lists of nothing", all(setting(6, 1), get(1)), "1: 200 GET", "1: INTERNAL_ERROR"),
                of(
                        "6.5.3",
                        "a setting twice, of which the last counts",
                        all(frame(SETTINGS, 0, 0, bytes("0004 00000000 0004 0000ffff")), get(1)),
                        "1: 200 GET"));
    }

    private static Stream<Case> pings() {
        return Stream.of(
                of("6.7", "PING that answers nothing", frame(PING, ACK, 0, new byte[8]), "-"),
                of("6.7", "PING of a stream", frame(PING, 0, 1, new byte[8]), "PROTOCOL_ERROR"),
                of("6.7", "PING that is too short", frame(PING, 0, 0, new byte[7]), "FRAME_SIZE_ERROR"),
                of("6.7", "PING that is too long", frame(PING, 0, 0, new byte[9]), "FRAME_SIZE_ERROR"));
    }

    private static Stream<Case> goodbyes() {
        return Stream.of(
                of(
                        "6.6",
                        "PUSH_PROMISE of a client",
                        all(post(1), frame(PUSH_PROMISE, END_HEADERS, 1, ints(2))),
                        "PROTOCOL_ERROR"),
                of(
                        "6.8",
                        "GOAWAY before a request in work ends",
                        all(post(1), frame(GOAWAY, 0, 0, ints(0, 0)), data(1, 1, "ab")),
                        "1: 200 POST 2"),
                of("6.8", "GOAWAY with words", frame(GOAWAY, 0, 0, all(ints(0, 0), ascii("bye"))), "-"),
                of("6.8", "GOAWAY of a stream", frame(GOAWAY, 0, 1, ints(0, 0)), "PROTOCOL_ERROR"),
                of("6.8", "GOAWAY that is cut", frame(GOAWAY, 0, 0, ints(0)), "FRAME_SIZE_ERROR"));
    }

    private static Stream<Case> windows() {
        return Stream.of(
                of("6.9", "WINDOW_UPDATE", window(0, 1), "-"),
                of("6.9", "WINDOW_UPDATE of a stream", all(post(1), window(1, 1), data(1, 1, "a")), "1: 200 POST 1"),
                of("6.9", "WINDOW_UPDATE by nothing", window(0, 0), "PROTOCOL_ERROR"),
                of(
                        "6.9",
                        "WINDOW_UPDATE of a stream by nothing",
                        all(post(1), window(1, 0)),
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"),
                of(
                        "6.9",
                        "WINDOW_UPDATE that is too short",
                        frame(WINDOW_UPDATE, 0, 0, new byte[3]),
                        "FRAME_SIZE_ERROR"),
                of(
                        "6.9",
                        "WINDOW_UPDATE that is too long",
                        frame(WINDOW_UPDATE, 0, 0, new byte[5]),
                        "FRAME_SIZE_ERROR"),
                of(
                        "6.9.1",
                        "a window that overflows",
                        all(window(0, 0x7fffffff), window(0, 0x7fffffff)),
                        "FLOW_CONTROL_ERROR"),
                of(
                        "6.9.1",
                        "a window of a stream that overflows",
                        all(post(1), window(1, 0x7fffffff)),
                        "1: FLOW_CONTROL_ERROR"),
                of(
                        "6.9.2",
                        "windows that overflow by a setting",
                        all(post(1), window(1, 1 << 20), setting(4, 0x7fffffff)),
                        "1: FLOW_CONTROL_ERROR"),
                of(
                        "6.9.2",
                        "a window that is opened by a setting",
                        all(setting(4, 0), get(1), setting(4, 1000)),
                        "1: 200 GET"),
                of(
                        "6.9.2",
                        "a window that becomes less than nothing",
                        all(setting(4, 5), get(1), setting(4, 0), window(1, 1000)),
                        "1: 200 GET"));
    }

    private static Stream<Case> continuations() {
        byte[] begun = frame(HEADERS, END_STREAM, 1, list(":method", "GET", ":scheme", "http"));
        byte[] middle = frame(CONTINUATION, 0, 1, list(":path", "/x"));
        byte[] end = frame(CONTINUATION, END_HEADERS, 1, list(":authority", "a"));
        return Stream.of(
                of(
                        "6.10",
                        "CONTINUATION",
                        all(frame(HEADERS, END_STREAM, 1, list(GET)), frame(CONTINUATION, 4, 1, NOTHING)),
                        "1: 200 GET"),
                of("6.10", "CONTINUATION several times", all(begun, middle, end), "1: 200 GET"),
                of(
                        "6.10",
                        "a field that is cut anywhere",
                        all(
                                frame(HEADERS, END_STREAM, 1, Arrays.copyOf(list(GET), 7)),
                                frame(CONTINUATION, 4, 1, Arrays.copyOfRange(list(GET), 7, list(GET).length))),
                        "1: 200 GET"),
                of("6.10", "DATA within a header list", all(begun, data(1, 1, "a")), "PROTOCOL_ERROR"),
                of(
                        "6.10",
                        "SETTINGS within a header list",
                        all(begun, frame(SETTINGS, 0, 0, NOTHING)),
                        "PROTOCOL_ERROR"),
                of(
                        "6.10",
                        "CONTINUATION of no stream",
                        all(begun, frame(CONTINUATION, 4, 0, NOTHING)),
                        "PROTOCOL_ERROR"),
                of(
                        "6.10",
                        "CONTINUATION of another stream",
                        all(begun, frame(CONTINUATION, 4, 3, NOTHING)),
                        "PROTOCOL_ERROR"),
                of("6.10", "CONTINUATION after the end of a list", all(post(1), end), "PROTOCOL_ERROR"),
                of(
                        "6.10",
                        "CONTINUATION after CONTINUATION with the end",
                        all(
                                frame(HEADERS, 0, 1, list(POST)),
                                frame(CONTINUATION, 4, 1, NOTHING),
                                frame(CONTINUATION, 4, 1, NOTHING)),
                        "PROTOCOL_ERROR"),
                of("6.10", "CONTINUATION after DATA", all(post(1), data(0, 1, "a"), end), "PROTOCOL_ERROR"));
    }

    private static Stream<Case> messages() {
        return Stream.of(
                of(
                        "8.1",
                        "HEAD",
                        request(":method", "HEAD", ":scheme", "http", ":path", "/x", ":authority", "a"),
                        "1: 200"),
                of(
                        "8.1",
                        "trailers",
                        all(post(1), data(0, 1, "ab"), frame(HEADERS, FLAGS, 1, list("x", "y"))),
                        "1: 200 POST 2"),
                of(
                        "8.1",
                        "trailers after no body",
                        all(post(1), frame(HEADERS, FLAGS, 1, list("x", "y"))),
                        "1: 200 POST 0"),
                of(
                        "8.1",
                        "trailers that do not end the stream",
                        all(post(1), data(0, 1, "a"), frame(HEADERS, END_HEADERS, 1, list("x", "y"))),
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"),
                of(
                        "8.1",
                        "a pseudo field in trailers",
                        all(post(1), data(0, 1, "a"), frame(HEADERS, FLAGS, 1, list(":method", "GET"))),
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"),
                of(
                        "8.1",
                        "a name in capitals in trailers",
                        all(post(1), data(0, 1, "a"), frame(HEADERS, FLAGS, 1, list("X", "y"))),
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"),
                of(
                        "8.1",
                        "a field of connections in trailers",
                        all(post(1), data(0, 1, "a"), frame(HEADERS, FLAGS, 1, list("transfer-encoding", "chunked"))),
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"),
                of(
                        "8.1",
                        "a line end in trailers",
                        all(post(1), data(0, 1, "a"), frame(HEADERS, FLAGS, 1, list("x", "a\nb"))),
                        "1: PROTOCOL_ERROR",
                        "PROTOCOL_ERROR"),
                of(
                        "8.1",
                        "DATA after trailers",
                        List.of(all(post(1), frame(HEADERS, FLAGS, 1, list("x", "y"))), data(1, 1, "a")),
                        "1: 200 POST 0, STREAM_CLOSED",
                        "1: 200 POST 0, 1: STREAM_CLOSED"));
    }

    private static Case malformed(String section, String name, String... more) {
        return of(section, name, get(1, more), "1: PROTOCOL_ERROR");
    }

    private static Stream<Case> fields() {
        return Stream.of(
                malformed("8.2.1", "a capital in a name", "X-a", "b"),
                malformed("8.2.1", "a space in a name", "x a", "b"),
                malformed("8.2.1", "a colon in a name", "x:a", "b"),
                malformed("8.2.1", "a NUL in a name", "x\0", "b"),
                malformed("8.2.1", "DEL in a name", "x\u007f", "b"),
                malformed("8.2.1", "a letter beyond ASCII in a name", "x\u00e4", "b"),
                malformed("8.2.1", "a name without characters", "", "b"),
                malformed("8.2.1", "a NUL in a value", "x", "a\0b"),
                malformed("8.2.1", "LF in a value", "x", "a\nb"),
                malformed("8.2.1", "CR in a value", "x", "a\rb"),
                malformed("8.2.1", "a space before a value", "x", " a"),
                malformed("8.2.1", "a space after a value", "x", "a "),
                malformed("8.2.1", "a tab before a value", "x", "\ta"),
                malformed("8.2.1", "a tab after a value", "x", "a\t"),
                of("8.2.1", "a value without characters", get(1, "x", ""), "1: 200 GET"),
                of("8.2.1", "letters beyond ASCII in a value", get(1, "x", "\u00e4"), "1: 200 GET"),
                malformed("8.2.2", "Connection", "connection", "close"),
                malformed("8.2.2", "Keep-Alive", "keep-alive", "1"),
                malformed("8.2.2", "Proxy-Connection", "proxy-connection", "close"),
                malformed("8.2.2", "Transfer-Encoding", "transfer-encoding", "chunked"),
                malformed("8.2.2", "Upgrade", "upgrade", "h2c"),
                malformed("8.2.2", "TE with something else than trailers", "te", "trailers, deflate"),
                of("8.2.2", "TE with trailers", get(1, "te", "trailers"), "1: 200 GET"),
                of("8.2.3", "a cookie in parts", get(1, "cookie", "a=1", "cookie", "b=2"), "1: 200 GET a=1; b=2"));
    }

    private static Stream<Case> pseudoFields() {
        return Stream.of(
                malformed("8.3", "a pseudo field that nobody knows", ":other", "x"),
                malformed("8.3", "a pseudo field of answers", ":status", "200"),
                malformed("8.3", "a pseudo field of an extension", ":protocol", "websocket"),
                of(
                        "8.3",
                        "a pseudo field after another field",
                        request(":method", "GET", "x", "y", ":scheme", "http", ":path", "/x"),
                        "1: PROTOCOL_ERROR"),
                malformed("8.3.1", "two methods", ":method", "GET"),
                malformed("8.3.1", "two schemes", ":scheme", "http"),
                malformed("8.3.1", "two paths", ":path", "/x"),
                malformed("8.3.1", "two authorities", ":authority", "a"),
                malformed("8.3.1", "a host that is not the authority", "host", "b"),
                of("8.3.1", "a host that is the authority", get(1, "host", "a"), "1: 200 GET"),
                of(
                        "8.3.1",
                        "a host and no authority",
                        request(":method", "GET", ":scheme", "http", ":path", "/x", "host", "a"),
                        "1: 200 GET"),
                of(
                        "8.3.1",
                        "no method",
                        request(":scheme", "http", ":path", "/x", ":authority", "a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "no scheme",
                        request(":method", "GET", ":path", "/x", ":authority", "a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "no path",
                        request(":method", "GET", ":scheme", "http", ":authority", "a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "a path without characters",
                        request(":method", "GET", ":scheme", "http", ":path", "", ":authority", "a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "a path that is not absolute",
                        request(":method", "GET", ":scheme", "http", ":path", "x", ":authority", "a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "a space in the path",
                        request(":method", "GET", ":scheme", "http", ":path", "/x y", ":authority", "a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "a user in the authority",
                        request(":method", "GET", ":scheme", "http", ":path", "/x", ":authority", "me@a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "an authority without characters",
                        request(":method", "GET", ":scheme", "http", ":path", "/x", ":authority", ""),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.3.1",
                        "a space in the method",
                        request(":method", "GET /", ":scheme", "http", ":path", "/x", ":authority", "a"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.5",
                        "CONNECT with a path",
                        request(":method", "CONNECT", ":scheme", "http", ":path", "/x", ":authority", "a:1"),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.5",
                        "CONNECT, which nobody here offers",
                        request(":method", "CONNECT", ":authority", "a:1"),
                        "1: PROTOCOL_ERROR"));
    }

    private static Stream<Case> lengths() {
        return Stream.of(
                of(
                        "8.1.1",
                        "a length that is true",
                        all(post(1, "content-length", "3"), data(0, 1, "ab"), data(1, 1, "c")),
                        "1: 200 POST 3"),
                of(
                        "8.1.1",
                        "less than the length",
                        all(post(1, "content-length", "3"), data(1, 1, "ab")),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.1.1",
                        "less than the length in parts",
                        all(post(1, "content-length", "3"), data(0, 1, "a"), data(1, 1, "b")),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.1.1",
                        "more than the length",
                        all(post(1, "content-length", "1"), data(1, 1, "ab")),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.1.1",
                        "more than the length in parts",
                        all(post(1, "content-length", "1"), data(0, 1, "a"), data(1, 1, "b")),
                        "1: PROTOCOL_ERROR"),
                of("8.1.1", "a length without a body", get(1, "content-length", "1"), "1: PROTOCOL_ERROR"),
                of(
                        "8.1.1",
                        "a length of trailers without a body",
                        all(post(1, "content-length", "1"), frame(HEADERS, FLAGS, 1, list("x", "y"))),
                        "1: PROTOCOL_ERROR"),
                of(
                        "8.1.1",
                        "the same length twice",
                        get(1, "content-length", "0", "content-length", "0"),
                        "1: 200 GET"),
                malformed("8.1.1", "two lengths", "content-length", "0", "content-length", "1"),
                malformed("8.1.1", "a length with a sign", "content-length", "+0"),
                malformed("8.1.1", "a length below nothing", "content-length", "-1"),
                malformed("8.1.1", "a list of lengths", "content-length", "0, 1"));
    }

    /// `:authority: a` as a literal.
    private static final String HOST = " 01 01 61";

    private static Stream<Case> goodLists() {
        return Stream.of(
                of("7541 6.1", "indexed fields", block("82 86 84" + HOST), "1: 200 GET"),
                of("7541 6.1", "the last of the static table", block("82 86 84" + HOST + "bd"), "1: 200 GET"),
                of("7541 6.2.1", "an indexed name and a value to keep", block("82 86 84 41 01 61"), "1: 200 GET"),
                of(
                        "7541 6.2.1",
                        "a new name and a value to keep",
                        block("82 86 84" + HOST + "40 01 78 01 79"),
                        "1: 200 GET"),
                of("7541 6.2.1", "a field that was kept", block("82 86 84 41 01 61 40 01 78 01 79 be"), "1: 200 GET"),
                of("7541 6.2.2", "a value that is not kept", block("82 86 84" + HOST + "00 01 78 01 79"), "1: 200 GET"),
                of("7541 6.2.3", "a value that is never kept", block("82 86 84 11 01 61"), "1: 200 GET"),
                of(
                        "7541 6.2.3",
                        "a name and a value that are never kept",
                        block("82 86 84" + HOST + "10 01 78 01 79"),
                        "1: 200 GET"),
                of(
                        "7541 5.2",
                        "a value in Huffman's code",
                        block("82 86 84 41 8c f1e3c2e5f23a6ba0ab90f4ff"),
                        "1: 200 GET"),
                of(
                        "7541 5.2",
                        "a name in Huffman's code",
                        block("82 86 84" + HOST + "40 88 25a849e95ba97d7f 89 25a849e95bb8e8b4bf"),
                        "1: 200 GET"),
                of(
                        "7541 C.4",
                        "three requests with one table",
                        List.of(
                                frame(HEADERS, FLAGS, 1, bytes("82 86 84 41 8c f1e3c2e5f23a6ba0ab90f4ff")),
                                frame(HEADERS, FLAGS, 3, bytes("82 86 84 be 58 86 a8eb10649cbf")),
                                frame(
                                        HEADERS,
                                        FLAGS,
                                        5,
                                        bytes("82 87 85 bf 40 88 25a849e95ba97d7f 89 25a849e95bb8e8b4bf"))),
                        "1: 200 GET, 3: 200 GET, 5: 200 GET"),
                of("7541 4.2", "a table of the largest size", block("3f e1 1f 82 86 84" + HOST), "1: 200 GET"),
                of("7541 4.2", "a table of no size", block("20 82 86 84" + HOST), "1: 200 GET"),
                of("7541 4.2", "two sizes at the beginning", block("20 3f e1 1f 82 86 84" + HOST), "1: 200 GET"),
                of(
                        "7541 4.4",
                        "a field larger than the table",
                        block("3f 01 82 86 84" + HOST + "40 01 78 14 " + "79".repeat(20)),
                        "1: 200 GET"));
    }

    private static Case broken(String section, String name, String hex) {
        return of("7541 " + section, name, block(hex), "COMPRESSION_ERROR");
    }

    private static Stream<Case> indexes() {
        return Stream.of(
                broken("6.1", "an index of 0", "80 82 86 84" + HOST),
                broken("2.3.3", "an index beyond both tables", "82 86 84 be" + HOST),
                broken("2.3.3", "an index far beyond both tables", "82 86 84 ff 80 01" + HOST),
                broken("2.3.3", "a name beyond both tables, to keep", "82 86 84 7e 01 61" + HOST),
                broken("2.3.3", "a name beyond both tables", "82 86 84 0f 2f 01 61" + HOST),
                broken("2.3.3", "a name beyond both tables, never kept", "82 86 84 1f 2f 01 61" + HOST),
                broken("5.1", "a number without an end", "82 86 84 ff ff ff ff ff ff ff ff ff 7f"),
                broken("5.1", "a number that is cut", "82 86 84 ff"),
                broken("5.1", "a number beyond all bounds", "82 86 84 00 7f ff ff ff ff ff 0f"));
    }

    private static Stream<Case> tables() {
        return Stream.of(
                broken("4.2", "a size at the end", "82 86 84" + HOST + " 20"),
                broken("4.2", "a size between fields", "82 86 20 84" + HOST),
                broken("6.3", "a table larger than was allowed", "3f e2 1f 82 86 84" + HOST),
                broken("6.3", "a table far larger than was allowed", "3f ff ff ff ff 07 82 86 84" + HOST),
                broken("4.3", "a field that a smaller table has lost", "82 86 84" + HOST + "40 01 78 01 79" + " 20 be"),
                of(
                        "7541 4.3",
                        "a field that a table of no size has lost",
                        List.of(block("82 86 84 41 01 61"), frame(HEADERS, FLAGS, 3, bytes("20 82 86 84 be"))),
                        "1: 200 GET, COMPRESSION_ERROR"));
    }

    private static Stream<Case> strings() {
        return Stream.of(
                broken("5.2", "a string longer than the list", "82 86 84 41 05 61"),
                broken("5.2", "a string that is cut", "82 86 84 41"),
                broken("5.2", "padding of more than seven bits", "82 86 84 41 82 1f ff"),
                broken("5.2", "padding of zeros", "82 86 84 41 81 18"),
                broken("5.2", "the end of a string within it", "82 86 84 41 84 ff ff ff ff"),
                broken("5.2", "the end of a string after a character", "82 86 84 41 85 1f ff ff ff ff"));
    }
}
