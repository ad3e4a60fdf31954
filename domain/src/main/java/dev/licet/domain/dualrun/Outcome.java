package dev.licet.domain.dualrun;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How a comparison ended.
public enum Outcome {
    /// Nothing in which the answers differ.
    SAME,
    /// Something.
    DIFFERENT,
    /// The other service did not answer.
    FAILED,
    /// One of the services was not asked, or could not answer.
    NOT_COMPARED;

    /// In records, reports and metrics.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one with that word.
    static Optional<Outcome> named(String word) {
        return Stream.of(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
