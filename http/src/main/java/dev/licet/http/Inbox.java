package dev.licet.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;

/// What has come on one connection and has not been read yet.
final class Inbox {
    /// What a client may send ahead while it waits for an answer.
    private static final int MOST_AHEAD_BYTES = 1 << 16;

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /// Whether a connection begins as one of HTTP/2 (RFC 9113 section 3.4).
    enum Preface {
        HERE,
        MAYBE,
        OTHER
    }

    void add(ByteBufAllocator buffers, ByteBuf more) {
        bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(buffers, bytes, more);
    }

    ByteBuf bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return !bytes.isReadable();
    }

    boolean isFull() {
        return bytes.readableBytes() > MOST_AHEAD_BYTES;
    }

    Preface preface() {
        ByteBuf expected = Http2CodecUtil.connectionPrefaceBuf();
        int here = Math.min(bytes.readableBytes(), expected.readableBytes());
        for (int i = 0; i < here; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != expected.getByte(i)) return Preface.OTHER;
        }
        return here == expected.readableBytes() ? Preface.HERE : Preface.MAYBE;
    }

    /// Hands out all of it.
    ByteBuf take() {
        ByteBuf all = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return all;
    }
}
