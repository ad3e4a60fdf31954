package dev.licet.bench.timing;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Takes the times of a question.
///
/// @param most   inputs at most
/// @param atMost for how long at most
record Race(int most, Duration atMost) {
    /// What takes less is done several times for one time, because the clock is no finer.
    private static final long SHORTEST_NANOS = 10_000;
    private static final int MOST_REPEATS = 100;
    private static final int WARM_UP = 20_000;

    /// Where results go, so that nothing is left out.
    private static volatile Object sink = "";

    <T> Times run(Question<T> question) throws Exception {
        var random = new SplittableRandom();
        int times = repeats(question, random);
        long[] nanos = new long[most];
        boolean[] other = new boolean[most];
        long end = System.nanoTime() + atMost.toNanos();
        int taken = 0;
        for (; taken < most && (taken < 16 || System.nanoTime() < end); taken++) {
            other[taken] = random.nextBoolean();
            nanos[taken] = once(question, pick(question, other[taken], random), times);
        }
        return new Times(Arrays.copyOf(nanos, taken), Arrays.copyOf(other, taken), times);
    }

    /// Both classes are read, so that neither is nearer to the processor.
    private static <T> T pick(Question<T> question, boolean other, SplittableRandom random) {
        int at = random.nextInt(question.inputs().one().size());
        T one = question.inputs().one().get(at);
        T second = question.inputs().other().get(at);
        sink = one.hashCode() ^ second.hashCode();
        return question.inputs().copy().apply(other ? second : one);
    }

    /// What is short is done once before, because it would wait for what was copied to come nearer to the processor.
    private static <T> long once(Question<T> question, T input, int times) throws Exception {
        if (times > 1) sink = question.work().of(input);
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) sink = question.work().of(input);
        return System.nanoTime() - start;
    }

    /// Warms up with both classes.
    /// @return how often an input is taken for one time
    private <T> int repeats(Question<T> question, SplittableRandom random) throws Exception {
        long end = System.nanoTime() + atMost.toNanos() / 8;
        int done = 0;
        for (; done < WARM_UP && System.nanoTime() < end; done++) {
            once(question, pick(question, random.nextBoolean(), random), 1);
        }
        long[] few = new long[Math.clamp(done / 4, 1, 999)];
        for (int i = 0; i < few.length; i++) few[i] = once(question, pick(question, i % 2 == 0, random), 1);
        Arrays.sort(few);
        return (int) Math.clamp(SHORTEST_NANOS / Math.max(1, few[few.length / 2]), 1, MOST_REPEATS);
    }
}
