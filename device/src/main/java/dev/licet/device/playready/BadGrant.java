package dev.licet.device.playready;

import java.util.Objects;

/// A grant that a handler must not act on. The message says why, without a final stop.
public final class BadGrant extends Exception {
    private static final long serialVersionUID = 1L;

    BadGrant(String why) {
        super(why);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
