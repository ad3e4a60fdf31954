package dev.licet.http;

/// The stack of an exception for the log, on one line and without the messages: those may quote what a caller
/// sent, and that may be a key.
final class Trace {
    private Trace() {}

    static String of(Throwable thrown) {
        var text = new StringBuilder(thrown.getClass().getName());
        for (StackTraceElement frame : thrown.getStackTrace())
            text.append(" at ").append(frame);
        if (thrown.getCause() != null) text.append(" caused by ").append(of(thrown.getCause()));
        return text.toString();
    }
}
