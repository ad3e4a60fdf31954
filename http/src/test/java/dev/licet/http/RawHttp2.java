package dev.licet.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A client that sends the frames of HTTP/2 that it is told, whether they may be sent or not (RFC 9113 section
/// 4.1). Its header lists are literal, without a table and without Huffman codes.
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final byte[] NOTHING = {};

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final DefaultHttp2HeadersDecoder table = table();
    private final Socket socket;
    private final DataInputStream in;

    /// One frame.
    record Frame(int type, int flags, int stream, byte[] payload) {}

    RawHttp2(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        send(PREFACE);
        send(frame(SETTINGS, 0, 0, NOTHING));
    }

    private static DefaultHttp2HeadersDecoder table() {
        try {
            var largest = new DefaultHttp2HeadersDecoder();
            largest.configuration().maxHeaderTableSize(0xffff_ffffL);
            return largest;
        } catch (Http2Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    RawHttp2 send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] all(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) bytes.putInt(value);
        return bytes.array();
    }

    static byte[] setting(int id, int value) {
        return frame(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) id).putInt(value).array());
    }

    /// A header list of names and values in turn.
    static byte[] list(String... fields) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            text(block, fields[i]);
            text(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    /// RFC 7541 section 5: seven bits, and more bytes when those are all set.
    private static void text(ByteArrayOutputStream block, String text) {
        int rest = text.length() - 127;
        block.write(Math.min(text.length(), 127));
        for (; rest >= 128; rest >>= 7) block.write(rest & 127 | 128);
        if (text.length() >= 127) block.write(rest);
        block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] get(int stream, String path) {
        return frame(
                HEADERS,
                END_STREAM | END_HEADERS,
                stream,
                list(":method", "GET", ":scheme", "http", ":path", path, ":authority", "a"));
    }

    static byte[] post(int stream, String... more) {
        var block = new ByteArrayOutputStream();
        block.writeBytes(list(":method", "POST", ":scheme", "http", ":path", "/p", ":authority", "a"));
        block.writeBytes(list(more));
        return frame(HEADERS, END_HEADERS, stream, block.toByteArray());
    }

    /// Asks for a sign of life. A server that has closed the connection has said so before.
    void ping(byte[] data) {
        try {
            send(frame(PING, 0, 0, data));
        } catch (IOException closed) {
            return;
        }
    }

    /// The next frame; a GOAWAY when the server has closed the connection.
    Frame next() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            return new Frame(type, flags, stream, type == HEADERS ? read(payload) : payload);
        } catch (EOFException | java.net.SocketException closed) {
            return new Frame(GOAWAY, 0, 0, NOTHING);
        }
    }

    /// The next frame of that type, or the end of the connection.
    Frame next(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type && frame.type() != GOAWAY) frame = next();
        return frame;
    }

    /// The server closes the connection and says nothing more.
    void awaitEnd() throws IOException {
        try {
            if (in.read() >= 0) throw new AssertionError("the connection goes on");
        } catch (java.net.SocketException reset) {
            return;
        }
    }

    /// How a stream ends: `reset`, `over` (all of the connection), or the answer's header list and body as
    /// text.
    String outcome(int stream) throws IOException {
        var text = new StringBuilder();
        while (true) {
            Frame frame = next();
            if (frame.type() == GOAWAY) return "over";
            if (frame.stream() != stream) continue;
            if (frame.type() == RST_STREAM) return text.isEmpty() ? "reset" : text.toString();
            if (frame.type() == HEADERS || frame.type() == DATA) {
                text.append(new String(frame.payload(), StandardCharsets.ISO_8859_1));
                if ((frame.flags() & END_STREAM) != 0) return text.toString();
            }
        }
    }

    /// A header list as lines of text. Each changes the table that the next one is read with.
    private byte[] read(byte[] block) {
        try {
            var text = new StringBuilder();
            table.decodeHeaders(1, Unpooled.wrappedBuffer(block)).forEach(field -> text.append(field.getKey())
                    .append(": ")
                    .append(field.getValue())
                    .append('\n'));
            return text.toString().getBytes(StandardCharsets.ISO_8859_1);
        } catch (Http2Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
