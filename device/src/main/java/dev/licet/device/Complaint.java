package dev.licet.device;

import java.util.Objects;

/// A command cannot go on: its message is the one line that the user sees.
final class Complaint extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    Complaint(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
