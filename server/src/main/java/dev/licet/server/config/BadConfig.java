package dev.licet.server.config;

/// The configuration cannot be used. The message names the key and says what it should hold.
public final class BadConfig extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadConfig(String message) {
        super(message);
    }
}
