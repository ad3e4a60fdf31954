package dev.licet.device;

import java.security.SecureRandom;
import java.util.Random;

/// Repeatable chance.
public final class Repeatable extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random random;

    /// The same seed gives the same bytes.
    public Repeatable(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
