package dev.licet.server.health;

import dev.licet.domain.StoreUnavailable;
import dev.licet.storage.Database;

/// What must be well with the database.
public record DatabaseChecks(Database database) {
    /// Its files are those that were opened.
    public Finding files() {
        return database.loss().isEmpty()
                ? Finding.WELL
                : new Finding.Unwell("the files of the database were deleted or replaced; what is written is lost");
    }

    /// It answers and can be written.
    public Finding answers() {
        try {
            database.administration().isEmpty();
        } catch (StoreUnavailable noAnswer) {
            return new Finding.Unwell("the database does not answer");
        }
        try {
            database.proveWriting();
            return Finding.WELL;
        } catch (StoreUnavailable noAnswer) {
            return new Finding.Unwell("the database cannot be written");
        }
    }
}
