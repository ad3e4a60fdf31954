package dev.licet.storage.seal;

/// A sealed column does not open: it was changed, moved to another row, or sealed under another master key.
public final class BrokenSeal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenSeal(Sealed what) {
        super("a sealed column of " + what.table() + " does not open: it was changed, moved to another row,"
                + " or sealed under another master key");
    }
}
