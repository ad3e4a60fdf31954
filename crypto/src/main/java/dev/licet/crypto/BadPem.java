package dev.licet.crypto;

import java.util.Objects;

/// A text that is not what was looked for in PEM. The message says what is wrong, without a final stop and without any
/// of its content.
public final class BadPem extends Exception {
    private static final long serialVersionUID = 1L;

    BadPem(String why) {
        super(why);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
