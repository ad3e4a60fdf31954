package dev.licet.storage.sql;

import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import java.sql.SQLDataException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is done in the background for many accounts. One whose rows were damaged keeps no other from its turn. A
/// database that does not answer ends the round: each of the others would wait for it in vain.
public final class OneByOne {
    private OneByOne() {}

    /// Does it for all that can be read, then throws what went wrong first.
    ///
    /// @param read  what rows say; empty where a row says nothing that can be
    /// @param doing in the words of a log line, e.g. `looking for unsealed rows`
    public static <T> void each(List<Optional<T>> read, String doing, Consumer<T> work) {
        @Nullable RuntimeException first = null;
        for (Optional<T> one : read) {
            try {
                work.accept(one.orElseThrow(() -> new StoreDamaged(doing, null)));
            } catch (RuntimeException failure) {
                if (isSilence(failure)) throw failure;
                first = Objects.requireNonNullElse(first, failure);
            }
        }
        if (first != null) throw first;
    }

    /// A row that says what cannot be fails the database, too, but for one account alone.
    private static boolean isSilence(RuntimeException failure) {
        return failure instanceof StoreUnavailable && !(failure.getCause() instanceof SQLDataException);
    }
}
