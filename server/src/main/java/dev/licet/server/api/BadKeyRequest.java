package dev.licet.server.api;

import dev.licet.domain.keystore.KeyFault;
import java.util.Objects;

/// This is no request to the key storage. Thrown while one is read, and turned into a reply at the door.
public final class BadKeyRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final KeyFault why;

    /// @param message one sentence for the caller, which never quotes a secret
    BadKeyRequest(KeyFault why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    KeyFault why() {
        return why;
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
