package dev.licet.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One request of HTTP/1.1 on its way in: at most one empty line, the head, the body (RFC 9112 sections 2 to
/// 7). It counts what it holds among the [Bodies] until it is closed.
final class Reading implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];

    private final Front front;
    private final Room room;
    private final Peer peer;
    private final HeadEnd end;
    private final Holding held;
    private boolean skipped;
    /// Null until the head is read.
    @SuppressWarnings("NullAway.Init")
    private Head head;

    /// Null until the head is read.
    @SuppressWarnings("NullAway.Init")
    private Request seen;

    private long length;
    private @Nullable Chunks chunks;
    /// Null until all is read.
    @SuppressWarnings("NullAway.Init")
    private byte[] body;

    private boolean invited;

    /// @param again has [#read] called again; called from any thread
    Reading(Front front, Room room, Peer peer, Runnable again) {
        this.front = front;
        this.room = room;
        this.peer = peer;
        end = new HeadEnd(room.limits());
        held = new Holding(front, room, again);
    }

    boolean isInHead() {
        return head == null;
    }

    /// Reads what is here.
    ///
    /// @return whether that was all of the request
    boolean read(ByteBuf in) throws Rejected {
        if (head == null && !readHead(in)) return false;
        if (chunks == null && in.readableBytes() >= length) {
            body = length == 0 ? NOTHING : new byte[(int) length];
            in.readBytes(body);
            return true;
        }
        if (chunks != null && chunks.read(in)) {
            body = chunks.bytes();
            return true;
        }
        held.grow(seen, chunks == null ? in.readableBytes() : chunks.length());
        return false;
    }

    private boolean readHead(ByteBuf in) throws Rejected {
        if (!skipped) skipped = skipEmptyLine(in);
        if (!skipped) return false;
        int start = in.readerIndex() + end.looked();
        int found = in.forEachByte(start, in.writerIndex() - start, end);
        if (found < 0) return false;
        int size = found - in.readerIndex() + 1;
        // Not by readCharSequence: it would leave the bytes, and the secrets in them, in a buffer of this thread.
        byte[] bytes = new byte[size];
        in.readBytes(bytes);
        head = Head.read(new String(bytes, StandardCharsets.ISO_8859_1));
        seen = front.request(head, peer, peer);
        frame(head.framing());
        head.checkCoding();
        return true;
    }

    /// Skips the empty line that some clients send behind a body (RFC 9112 2.2).
    ///
    /// @return false when it cannot be told yet
    private static boolean skipEmptyLine(ByteBuf in) {
        if (in.getByte(in.readerIndex()) != '\r') return true;
        if (in.readableBytes() < 2) return false;
        if (in.getByte(in.readerIndex() + 1) == '\n') in.skipBytes(2);
        return true;
    }

    private void frame(Head.Framing framing) throws Rejected {
        switch (framing) {
            case Head.Framing.Length(long bytes) -> {
                if (bytes > front.bodyBytes(seen)) throw new Rejected(Trouble.BODY_TOO_LARGE);
                length = bytes;
            }
            case Head.Framing.Chunked() -> chunks = new Chunks(front.bodyBytes(seen));
        }
    }

    /// Whether the client has to be told, now and once, that it may send its body.
    boolean wantsContinue() throws Rejected {
        if (head == null || invited || !head.isWaiting()) return false;
        if (front.intake().isFull(seen)) throw new Rejected(Trouble.BUSY);
        invited = true;
        return true;
    }

    /// As much as was understood.
    Request seen() {
        return seen == null ? front.unread(peer) : seen;
    }

    /// All of it.
    Request request() {
        return seen.with(body);
    }

    boolean isLast() {
        return head.isLast();
    }

    boolean isOld() {
        return head.old();
    }

    boolean isHeadOnly() {
        return head != null && head.method().equals("HEAD");
    }

    @Override
    public void close() {
        held.close();
    }
}
