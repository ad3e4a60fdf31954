package dev.licet.dashboard;

/// Something that is slow on purpose is wanted too often at this moment. Everyday business: it has no stack.
final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /// What to say to people.
    static final String WORDS =
            "Too many people are signing in or sending such files at this moment. Please try again.";
    /// When to come back: a piece of such work takes less.
    static final String SECONDS = "5";

    Busy() {
        super(WORDS, null, false, false);
    }
}
