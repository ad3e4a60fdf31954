package dev.licet.http;

/// Looks for the empty line that ends a request head, each byte once, however slowly they come. Line ends are CRLF
/// and nothing else; limits are checked before more is read.
final class HeadEnd {
    private final Limits limits;
    private int at;
    private int lineStart;
    private int lines;
    private int headersStart;

    HeadEnd(Limits limits) {
        this.limits = limits;
    }

    /// Looks at the bytes that are new among those in `inbox`.
    ///
    /// @return the length of the head, or 0 when it goes on
    int find(Inbox inbox) throws Rejected {
        for (; at < inbox.size(); at++) {
            byte b = inbox.at(at);
            boolean afterCr = at > 0 && inbox.at(at - 1) == '\r';
            if (afterCr != (b == '\n')) throw new Rejected(Trouble.MALFORMED);
            if (b == '\n' && lineEnds()) return ++at;
            checkSize();
        }
        return 0;
    }

    private boolean lineEnds() throws Rejected {
        if (at - 1 == lineStart) return true;
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
