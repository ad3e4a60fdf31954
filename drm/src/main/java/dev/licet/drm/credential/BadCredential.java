package dev.licet.drm.credential;

import java.util.Objects;

/// What was given is no credential that could work. The message is for the operator and quotes no secret.
public final class BadCredential extends Exception {
    private static final long serialVersionUID = 1L;

    BadCredential(String message) {
        super(message, null, false, false);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
