package dev.licet.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/// How an answer is written in HTTP/1.1 (RFC 9112 sections 4 to 7).
///
/// @param last     whether the connection ends with it
/// @param old      whether the client speaks HTTP/1.0 and knows no chunks: what goes on ends with the
/// connection
/// @param headOnly whether the body is left out
record Http1Answer(boolean last, boolean old, boolean headOnly) {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_CHARS = 640;
    /// How much of an answer is given to the connection at once.
    static final int PART_BYTES = 1 << 16;

    static final byte[] NOTHING = {};

    /// Asks for the body (RFC 9110 section 15.2.1).
    static ByteBuf goOn() {
        return Unpooled.wrappedBuffer(CONTINUE);
    }

    /// All of an answer, or its head when it is large.
    ByteBuf whole(ByteBufAllocator buffers, Reply reply) {
        return switch (reply.body()) {
            case Body.Feed feed -> beginning(buffers, reply);
            case Body.Bytes(byte[] bytes) -> {
                StringBuilder head = head(reply);
                if (hasLength(reply.status())) field(head, "Content-Length", Integer.toString(bytes.length));
                yield written(buffers, head, headOnly || isInParts(bytes) ? NOTHING : bytes);
            }
        };
    }

    private static boolean isInParts(byte[] body) {
        return body.length > PART_BYTES;
    }

    /// What [#whole] leaves out, to be sent in parts.
    byte[] rest(Reply reply) {
        return reply.body() instanceof Body.Bytes(byte[] all) && isInParts(all) && !headOnly ? all : NOTHING;
    }

    /// RFC 9110 section 8.6.
    private static boolean hasLength(int status) {
        return status >= 200 && status != 204;
    }

    /// The head of an answer that goes on.
    ByteBuf beginning(ByteBufAllocator buffers, Reply reply) {
        StringBuilder head = head(reply);
        if (!old) field(head, "Transfer-Encoding", "chunked");
        return written(buffers, head, NOTHING);
    }

    private StringBuilder head(Reply reply) {
        var head = new StringBuilder(HEAD_CHARS)
                .append("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(reply.status()))
                .append("\r\n");
        for (Reply.Field field : reply.fields()) field(head, field.name(), field.value());
        field(head, "Connection", last ? "close" : "keep-alive");
        return head;
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /// The characters of a head are gathered first, because a buffer takes them one by one.
    private static ByteBuf written(ByteBufAllocator buffers, StringBuilder head, byte[] body) {
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return buffers.ioBuffer(bytes.length + body.length).writeBytes(bytes).writeBytes(body);
    }

    static ByteBuf chunk(byte[] bytes) {
        ByteBuf size = ByteBufUtil.writeAscii(ByteBufAllocator.DEFAULT, Integer.toHexString(bytes.length) + "\r\n");
        return Unpooled.wrappedBuffer(size, Unpooled.wrappedBuffer(bytes), Unpooled.wrappedBuffer(CRLF));
    }

    static ByteBuf lastChunk() {
        return Unpooled.wrappedBuffer(LAST_CHUNK);
    }
}
