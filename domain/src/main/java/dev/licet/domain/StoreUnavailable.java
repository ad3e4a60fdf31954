package dev.licet.domain;

import java.util.Objects;

/// The database did not answer, or could not write. Nothing was changed, or the caller cannot know: it must refuse.
/// The message is for the log and holds no values from any row.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param doing what was being done, e.g. `reading an account`
    public StoreUnavailable(String doing, Throwable cause) {
        super("the database failed while " + doing, cause);
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
