package dev.licet.http;

import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// Lets whole, well-formed requests through to the parser of the web server, and nothing else.
///
/// It is the supplier of bytes of one connection: the parser calls [#get] whenever it needs more. A head comes out in
/// one piece after it has been read and checked; a body comes out as it arrives, never beyond its end, and chunks are
/// written anew so that two readers cannot understand them differently. A request that is rejected is answered here,
/// and then the connection is over; so is one for which there is no room, and then the connection goes on.
final class Gate implements Supplier<byte[]> {
    private static final int CHUNK_LINE_BYTES = 256;
    private static final int TRAILER_LINES = 64;
    private static final byte[] CRLF = {'\r', '\n'};

    private final Inbox inbox;
    private final Guard guard;
    private final Limits limits;
    private final Doorkeeper door;
    private Body body = Body.NONE;
    private long left;
    private boolean last;

    /// What is still to come of the current request.
    private enum Body {
        NONE,
        LENGTH,
        CHUNKS
    }

    Gate(Inbox inbox, Guard guard, Limits limits, Doorkeeper door) {
        this.inbox = inbox;
        this.guard = guard;
        this.limits = limits;
        this.door = door;
    }

    @Override
    public byte[] get() {
        try {
            byte[] bytes = body == Body.NONE ? head() : bodyPart();
            if (body == Body.NONE) guard.working();
            return bytes;
        } catch (Rejected rejected) {
            guard.reject(rejected.trouble());
            throw new CloseConnectionException("the request was rejected");
        }
    }

    /// The head of the next request for which there is room.
    private byte[] head() throws Rejected {
        while (true) {
            byte[] block = block();
            var head = Head.read(block);
            guard.readingBody(head);
            frame(head.framing());
            last = head.isLast();
            Optional<byte[]> busy = door.busy(head);
            if (busy.isEmpty()) return head.renewed(block);
            turnAway(head, busy.get());
        }
    }

    /// The body is read and dropped, so that the next request can be told from it. A client that sends its body only
    /// when it is told to may never send it.
    private void turnAway(Head head, byte[] busy) throws Rejected {
        if (body != Body.NONE && head.first("Expect").isPresent()) throw new Rejected(Trouble.BUSY);
        while (body != Body.NONE) bodyPart();
        guard.answer(busy);
    }

    private byte[] block() throws Rejected {
        if (last) throw new CloseConnectionException("the client wanted one answer");
        if (inbox.size() == 0) {
            guard.idle();
            inbox.fill();
        }
        guard.readingHead();
        var end = new HeadEnd(limits);
        int size = end.find(inbox);
        while (size == 0) {
            inbox.fill();
            size = end.find(inbox);
        }
        return inbox.take(size);
    }

    private void frame(Head.Framing framing) throws Rejected {
        switch (framing) {
            case Head.Framing.Length(long bytes) -> {
                if (bytes > limits.bodyBytes()) throw new Rejected(Trouble.BODY_TOO_LARGE);
                left = bytes;
                body = bytes == 0 ? Body.NONE : Body.LENGTH;
            }
            case Head.Framing.Chunked() -> {
                left = limits.bodyBytes();
                body = Body.CHUNKS;
            }
        }
    }

    private byte[] bodyPart() throws Rejected {
        return body == Body.LENGTH ? part() : chunk();
    }

    private byte[] part() {
        if (inbox.size() == 0) inbox.fill();
        byte[] part = inbox.take((int) Math.min(left, inbox.size()));
        left -= part.length;
        if (left == 0) body = Body.NONE;
        return part;
    }

    private byte[] chunk() throws Rejected {
        int size = chunkSize(line());
        if (size == 0) return lastChunk();
        left -= size;
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        while (inbox.size() < size) inbox.fill();
        chunk.writeBytes(inbox.take(size));
        if (!line().isEmpty()) throw new Rejected(Trouble.MALFORMED);
        chunk.writeBytes(CRLF);
        return chunk.toByteArray();
    }

    /// Trailers are read and dropped: nobody here asks for them (RFC 9112 section 7.1.2 allows it).
    private byte[] lastChunk() throws Rejected {
        int lines = 0;
        while (!line().isEmpty()) {
            if (++lines > TRAILER_LINES) throw new Rejected(Trouble.HEADERS_TOO_LARGE);
        }
        body = Body.NONE;
        return "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private int chunkSize(String line) throws Rejected {
        int semicolon = line.indexOf(';');
        String digits = semicolon < 0 ? line : line.substring(0, semicolon).stripTrailing();
        if (!digits.matches("[0-9A-Fa-f]+")) throw new Rejected(Trouble.MALFORMED);
        boolean small = digits.length() <= 8;
        if (!small || Long.parseLong(digits, 16) > left) throw new Rejected(Trouble.BODY_TOO_LARGE);
        return Integer.parseInt(digits, 16);
    }

    /// The next line of the chunked framing, without its CRLF.
    private String line() throws Rejected {
        for (int i = 0; i <= CHUNK_LINE_BYTES; i++) {
            while (inbox.size() < i + 2) inbox.fill();
            boolean cr = inbox.at(i) == '\r';
            if (!cr && inbox.at(i) < ' ' && inbox.at(i) != '\t') throw new Rejected(Trouble.MALFORMED);
            if (cr && inbox.at(i + 1) != '\n') throw new Rejected(Trouble.MALFORMED);
            if (cr) return new String(inbox.take(i + 2), 0, i, StandardCharsets.ISO_8859_1);
        }
        throw new Rejected(Trouble.MALFORMED);
    }
}
