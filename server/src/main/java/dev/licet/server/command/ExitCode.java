package dev.licet.server.command;

import java.util.LinkedHashMap;
import java.util.Map;

/// How a command ends.
public enum ExitCode {
    /// It was done.
    DONE(0),
    /// Something failed: a file, a port, the database, an upstream.
    FAILED(1),
    /// The command line or the configuration cannot be understood.
    USAGE(2),
    /// It was understood and refused; nothing was changed.
    REFUSED(3),
    /// The data directory cannot be used.
    NO_DATA(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// For help texts.
    static Map<String, String> described() {
        var codes = new LinkedHashMap<String, String>();
        for (ExitCode code : values()) codes.put(" " + code.number, code.words());
        return codes;
    }

    private String words() {
        return switch (this) {
            case DONE -> "done";
            case FAILED -> "something failed: a file, a port, the database, an upstream";
            case USAGE -> "the command line or the configuration cannot be understood";
            case REFUSED -> "refused; nothing was changed";
            case NO_DATA -> "the data directory cannot be used";
        };
    }

    /// What the shell sees.
    public int number() {
        return number;
    }
}
