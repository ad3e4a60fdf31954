package dev.licet.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is stored does not open: somebody changed or moved it. Asking again does not help, the operator must.
/// The message is for the log and holds no values from any row.
public final class StoreDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param doing what was being done, e.g. `opening a stored key`
    public StoreDamaged(String doing, @Nullable Throwable cause) {
        super("the database was tampered with or is damaged, found while " + doing, cause);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
