package dev.licet.device;

/// How the commands end.
enum ExitCode {
    /// As hoped.
    DONE(0),
    /// The command line or a file it names is at fault.
    USAGE(2),
    /// The server refused, and said why.
    REFUSED(3),
    /// No answer, or one that no device could use.
    UNUSABLE(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
