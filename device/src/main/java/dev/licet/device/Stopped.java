package dev.licet.device;

/// A conversation that cannot go on, because the server refused.
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    Stopped(Outcome outcome) {
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
