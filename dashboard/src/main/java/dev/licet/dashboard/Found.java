package dev.licet.dashboard;

import dev.licet.domain.StoreDamaged;
import java.util.Optional;
import java.util.function.Supplier;

/// What is set for an account, and opens only if nobody changed its row.
///
/// @param entry   it, if there is one that opens
/// @param damaged whether there is one that does not
record Found<T>(Optional<T> entry, boolean damaged) {
    /// Looks it up.
    static <T> Found<T> by(Supplier<Optional<T>> store) {
        try {
            return new Found<>(store.get(), false);
        } catch (StoreDamaged row) {
            return new Found<>(Optional.empty(), true);
        }
    }
}
