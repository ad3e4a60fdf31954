package dev.licet.domain.audit;

/// Where deeds are written down. The page, the commands and the API all tell the same one.
@FunctionalInterface
public interface Audit {
    /// Writes a deed down after it has ended, and returns when it is on disk.
    ///
    /// Throws [dev.licet.domain.StoreUnavailable] when it cannot be written. The deed has happened then all the
    /// same, so callers say so in the log and do not undo it.
    void note(Deed deed);
}
