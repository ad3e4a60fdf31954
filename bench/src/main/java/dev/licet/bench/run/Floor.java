package dev.licet.bench.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Something that this machine does at best, a round at a time. A row that is compared with it has a round of
/// it next to each of its own, so that what the machine does meanwhile hits both. It remembers all its rounds:
/// together they say how fast the machine was throughout the run.
final class Floor {
    private final String name;
    private final Runnable warmUp;
    private final Supplier<Speed> work;
    private final List<Speed> rounds = new CopyOnWriteArrayList<>();
    private boolean warm;

    /// @param warmUp what has to be done once before the first round
    /// @param work   one round
    Floor(String name, Runnable warmUp, Supplier<Speed> work) {
        this.name = name;
        this.warmUp = warmUp;
        this.work = work;
    }

    /// One that needs no warming up.
    Floor(String name, Supplier<Speed> work) {
        this(name, () -> {}, work);
    }

    String name() {
        return name;
    }

    /// Once.
    void warmUp() {
        if (!warm) warmUp.run();
        warm = true;
    }

    Speed round() {
        Speed speed = work.get();
        rounds.add(speed);
        return speed;
    }

    /// All that were measured in this run.
    List<Speed> rounds() {
        return List.copyOf(rounds);
    }
}
