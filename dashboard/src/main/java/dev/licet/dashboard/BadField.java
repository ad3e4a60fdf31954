package dev.licet.dashboard;

import dev.licet.storage.outcome.Outcome;
import java.util.Objects;

/// A form that cannot be acted on. Everyday business: it has no stack.
final class BadField extends Exception {
    private static final long serialVersionUID = 1L;

    BadField(String words) {
        super(words, null, false, false);
    }

    /// What was done, or the reason why not.
    static <T> T done(Outcome<T> outcome) throws BadField {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Outcome.Reason why) -> throw new BadField(sentence(why.words()));
        };
    }

    /// A reason in lower case as a sentence.
    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /// Never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
