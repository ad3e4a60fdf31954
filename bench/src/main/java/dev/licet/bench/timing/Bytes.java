package dev.licet.bench.timing;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What inputs are made of.
final class Bytes {
    /// How many inputs a class has.
    static final int MANY = 512;

    static final SecureRandom RANDOM = new SecureRandom();

    private Bytes() {}

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// The same with one byte changed, at `at`, or from the end where that is negative.
    static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at < 0 ? bytes.length + at : at] ^= (byte) (1 + RANDOM.nextInt(255));
        return changed;
    }

    static <T> List<T> many(Supplier<T> one) {
        return Stream.generate(one).limit(MANY).toList();
    }

    static <T> List<T> each(IntFunction<T> one) {
        return IntStream.range(0, MANY).mapToObj(one).toList();
    }
}
