package dev.licet.storage;

import java.security.SecureRandom;
import java.util.Random;

/// Randomness that comes out the same in every run.
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random source;

    SeededRandom(long seed) {
        this.source = new Random(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        if (source == null) super.nextBytes(bytes);
        else source.nextBytes(bytes);
    }
}
