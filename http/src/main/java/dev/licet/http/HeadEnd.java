package dev.licet.http;

import io.netty.util.ByteProcessor;

/// Looks for the empty line that ends a request head, each byte once, however slowly they come. Line ends are
/// CRLF and nothing else; limits are checked before more is read.
final class HeadEnd implements ByteProcessor {
    private final Limits limits;
    private byte before;
    private int at;
    private int lineStart;
    private int lines;
    private int headersStart;

    HeadEnd(Limits limits) {
        this.limits = limits;
    }

    /// How many bytes have been looked at.
    int looked() {
        return at;
    }

    /// @return whether the head goes on after this byte
    @Override
    public boolean process(byte b) throws Rejected {
        if ((before == '\r') != (b == '\n')) throw new Rejected(Trouble.MALFORMED);
        boolean over = b == '\n' && lineEnds();
        if (!over) checkSize();
        before = b;
        at++;
        return !over;
    }

    private boolean lineEnds() throws Rejected {
        if (at - 1 == lineStart) {
            if (lines == 0) throw new Rejected(Trouble.MALFORMED);
            return true;
        }
        if (lines == 0) headersStart = at + 1;
        if (++lines > 1 + limits.headerFields()) throw new Rejected(Trouble.HEADERS_TOO_LARGE);
        lineStart = at + 1;
        return false;
    }

    private void checkSize() throws Rejected {
        boolean inRequestLine = lines == 0;
        if (inRequestLine && at > limits.requestLineBytes()) throw new Rejected(Trouble.TARGET_TOO_LONG);
        if (!inRequestLine && at - headersStart > limits.headerBytes()) throw new Rejected(Trouble.HEADERS_TOO_LARGE);
    }
}
