package dev.licet.storage;

/// The database cannot be used as it is: another master key, a newer schema, an unreadable directory. The message is
/// for the operator, says what to do, and holds no secret.
public final class DatabaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseRefused(String message) {
        super(message);
    }

    DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
