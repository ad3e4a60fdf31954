package dev.licet.http;

/// A request that is not let through. Everyday business: it has no stack.
final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    Rejected(Trouble trouble) {
        super(trouble.message(), null, false, false);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
