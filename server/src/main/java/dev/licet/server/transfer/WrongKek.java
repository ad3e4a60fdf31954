package dev.licet.server.transfer;

import dev.licet.domain.key.KeyId;
import java.util.Objects;

/// The old kek does not open a key.
public final class WrongKek extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongKek(KeyId kid) {
        super("the kek does not open the key " + kid, null, false, false);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
