package dev.licet.domain;

import java.util.Objects;

/// What an exception says. Those of the Java platform need not say anything.
public final class Thrown {
    private Thrown() {}

    /// The message; where there is none, the name of the class with nothing behind it.
    public static String words(Throwable thrown) {
        return Objects.requireNonNullElseGet(thrown.getMessage(), thrown::toString);
    }
}
