package dev.licet.keys.json;

import java.util.Objects;

/// A text is no JSON object, or a member is not what it must be.
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence, which quotes no value
    public MalformedJson(String message) {
        super(message, null, false, false);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
