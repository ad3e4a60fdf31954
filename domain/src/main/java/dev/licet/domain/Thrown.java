package dev.licet.domain;

import java.util.Objects;

/// What an exception says. Those of the Java platform need not say anything.
public final class Thrown {
    private Thrown() {}

    /// The message; where there is none, the name of the class with nothing behind it.
    public static String words(Throwable thrown) {
        return Objects.requireNonNullElseGet(thrown.getMessage(), thrown::toString);
    }

    /// Writes a line of the log with the stack. That fails in silence: it may be that there is no file left to read a
    /// class from, or to write to.
    public static void report(System.Logger log, String what, Throwable thrown) {
        try {
            log.log(System.Logger.Level.ERROR, what + ": " + trace(thrown));
        } catch (RuntimeException | Error silent) {
            return;
        }
    }

    /// The stack on one line and without the messages: those may quote what somebody sent or stored, and that may be a
    /// key.
    public static String trace(Throwable thrown) {
        var text = new StringBuilder(thrown.getClass().getName());
        for (StackTraceElement frame : thrown.getStackTrace())
            text.append(" at ").append(frame);
        if (thrown.getCause() != null) text.append(" caused by ").append(trace(thrown.getCause()));
        return text.toString();
    }
}
