package dev.licet.drm.wire;

import java.util.Objects;

/// These bytes are not the message they should be. The text says what is wrong, for the record; it never quotes the
/// bytes themselves.
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param what one sentence without a final stop, e.g. `payload length: 3 bytes missing`
    public MalformedMessage(String what) {
        super(what);
    }

    /// Malformed input is an everyday event; its stack is never looked at.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
