package dev.licet.server.config;

/// The configuration cannot be used. The message names the key and says what it should hold.
public final class BadConfig extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message names the key and says what is wrong, without a final stop
    public BadConfig(String message) {
        super(message);
    }
}
