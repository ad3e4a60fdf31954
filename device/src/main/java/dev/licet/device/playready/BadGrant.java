package dev.licet.device.playready;

/// A grant that a handler must not act on. The message says why, without a final stop.
public final class BadGrant extends Exception {
    private static final long serialVersionUID = 1L;

    BadGrant(String why) {
        super(why);
    }
}
