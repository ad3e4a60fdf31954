package dev.licet.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Reads a chunked body as it arrives (RFC 9112 section 7.1). Extensions and trailers are read and dropped:
/// nobody here asks for them.
final class Chunks {
    private static final int LINE_BYTES = 256;
    private static final int TRAILER_LINES = 64;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int most;
    private Part part = Part.SIZE;
    private int left;
    private int trailers;

    private enum Part {
        SIZE,
        DATA,
        DATA_END,
        TRAILER
    }

    /// @param most the longest body in bytes
    Chunks(int most) {
        this.most = most;
    }

    /// Reads what is here.
    ///
    /// @return whether that was the end of the body
    boolean read(ByteBuf in) throws Rejected {
        while (in.isReadable()) {
            if (part == Part.DATA) {
                data(in);
                continue;
            }
            int size = lineEnd(in);
            if (size < 0) return false;
            byte[] bytes = new byte[size];
            in.readBytes(bytes);
            String line = new String(bytes, StandardCharsets.ISO_8859_1);
            in.skipBytes(2);
            if (part == Part.TRAILER && line.isEmpty()) return true;
            next(line);
        }
        return false;
    }

    private void next(String line) throws Rejected {
        switch (part) {
            case SIZE -> {
                left = size(line);
                part = left == 0 ? Part.TRAILER : Part.DATA;
            }
            case DATA_END -> {
                if (!line.isEmpty()) throw new Rejected(Trouble.MALFORMED);
                part = Part.SIZE;
            }
            case TRAILER -> {
                if (++trailers > TRAILER_LINES) throw new Rejected(Trouble.HEADERS_TOO_LARGE);
            }
            case DATA -> throw new IllegalStateException();
        }
    }

    private void data(ByteBuf in) {
        var bytes = new byte[Math.min(left, in.readableBytes())];
        in.readBytes(bytes);
        body.writeBytes(bytes);
        left -= bytes.length;
        if (left == 0) part = Part.DATA_END;
    }

    private int size(String line) throws Rejected {
        int semicolon = line.indexOf(';');
        String digits = semicolon < 0 ? line : line.substring(0, semicolon).stripTrailing();
        if (digits.isEmpty() || !Octets.isAll(digits, Octets.HEX)) throw new Rejected(Trouble.MALFORMED);
        boolean small = digits.length() <= 8;
        if (!small || Long.parseLong(digits, 16) > most - body.size()) throw new Rejected(Trouble.BODY_TOO_LARGE);
        return Integer.parseInt(digits, 16);
    }

    /// The length of the next line of the framing without its CRLF; less than 0 when it goes on.
    private int lineEnd(ByteBuf in) throws Rejected {
        int start = in.readerIndex();
        int end = Math.min(in.writerIndex(), start + (part == Part.DATA_END ? 2 : LINE_BYTES + 2));
        for (int i = start; i < end; i++) {
            byte b = in.getByte(i);
            if (b != '\r' && b < ' ' && b != '\t') throw new Rejected(Trouble.MALFORMED);
            if (b != '\r') continue;
            if (i + 1 == in.writerIndex()) return -1;
            if (in.getByte(i + 1) != '\n') throw new Rejected(Trouble.MALFORMED);
            return i - start;
        }
        boolean tooLong = end < in.writerIndex() || end - start > LINE_BYTES || part == Part.DATA_END;
        if (tooLong) throw new Rejected(Trouble.MALFORMED);
        return -1;
    }

    /// What has arrived of the body.
    int length() {
        return body.size();
    }

    byte[] bytes() {
        return body.toByteArray();
    }
}
