package dev.licet.server.transfer;

import java.util.Objects;

/// A row that is no key, or not one that can be taken. The message names the line and never quotes it.
public final class BadRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRow(long line, String reason) {
        super("line " + line + ": " + reason, null, false, false);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
