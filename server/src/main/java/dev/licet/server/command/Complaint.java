package dev.licet.server.command;

import java.util.Objects;

/// Why a command was not done, in one line for the operator. It never quotes a secret.
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private Complaint(ExitCode exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    static Complaint refused(String message) {
        return new Complaint(ExitCode.REFUSED, message);
    }

    static Complaint usage(String message) {
        return new Complaint(ExitCode.USAGE, message);
    }

    static Complaint failed(String message) {
        return new Complaint(ExitCode.FAILED, message);
    }

    static Complaint noData(String message) {
        return new Complaint(ExitCode.NO_DATA, message);
    }

    /// Whether a rule spoke against it, so that nothing was changed.
    boolean isRefusal() {
        return switch (exitCode) {
            case REFUSED, USAGE -> true;
            case DONE, FAILED, NO_DATA -> false;
        };
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
