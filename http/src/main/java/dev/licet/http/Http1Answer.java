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
    private static final int HEAD_BYTES = 640;
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
                ByteBuf out = head(buffers, reply, HEAD_BYTES + (isInParts(bytes) ? 0 : bytes.length));
                if (hasLength(reply.status())) field(out, "Content-Length", Integer.toString(bytes.length));
                out.writeBytes(CRLF);
                yield headOnly || isInParts(bytes) ? out : out.writeBytes(bytes);
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
        ByteBuf out = head(buffers, reply, HEAD_BYTES);
        if (!old) field(out, "Transfer-Encoding", "chunked");
        return out.writeBytes(CRLF);
    }

    private ByteBuf head(ByteBufAllocator buffers, Reply reply, int size) {
        ByteBuf out = buffers.ioBuffer(size);
        text(out, "HTTP/1.1 " + HttpResponseStatus.valueOf(reply.status()));
        out.writeBytes(CRLF);
        for (Reply.Field field : reply.fields()) field(out, field.name(), field.value());
        field(out, "Connection", last ? "close" : "keep-alive");
        return out;
    }

    private static void field(ByteBuf out, String name, String value) {
        text(out, name);
        out.writeByte(':').writeByte(' ');
        text(out, value);
        out.writeBytes(CRLF);
    }

    private static void text(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }

    static ByteBuf chunk(byte[] bytes) {
        ByteBuf size = ByteBufUtil.writeAscii(ByteBufAllocator.DEFAULT, Integer.toHexString(bytes.length) + "\r\n");
        return Unpooled.wrappedBuffer(size, Unpooled.wrappedBuffer(bytes), Unpooled.wrappedBuffer(CRLF));
    }

    static ByteBuf lastChunk() {
        return Unpooled.wrappedBuffer(LAST_CHUNK);
    }
}
