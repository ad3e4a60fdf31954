package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.stop.Stop;
import dev.licet.domain.stop.StopKind;
import dev.licet.storage.LedgerHistory.Step;
import dev.licet.storage.key.PackagerSeedOverview;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.stop.StopOverview;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// The part of a history that is about stop lists, sealing keys and the seeds of packagers, with its model.
final class RegisterHistory {
    private final Database database;
    private final Random chance;
    private final ModelAccount account;
    private final Map<String, Entry> stopped = new HashMap<>();
    private int sealing;
    private int seeds;

    private record Entry(long id, String reason) {}

    RegisterHistory(Database database, Random chance, ModelAccount account) {
        this.database = database;
        this.chance = chance;
        this.account = account;
        sealing = database.administration().sealingKeys().list().size();
    }

    Step step() {
        return switch (chance.nextInt(6)) {
            case 0 -> rotateSealing();
            case 1 -> rotateSeed();
            case 2, 3 -> unstop();
            default -> stop();
        };
    }

    private Step rotateSealing() {
        return new Step(
                "rotate the sealing key",
                () -> Integer.toString(database.administration().sealingKeys().rotate()),
                () -> Integer.toString(++sealing));
    }

    private Step rotateSeed() {
        var register = database.administration().packagerSeeds();
        boolean first = chance.nextBoolean();
        return new Step(
                first ? "make a seed" : "rotate the seed",
                () -> (first
                                ? register.create(account.id, account.environment)
                                : register.rotate(account.id, account.environment))
                        .toString(),
                () -> {
                    if (first && seeds > 0) return refused(Outcome.Reason.SEED_EXISTS);
                    if (!first && seeds == 0) return refused(Outcome.Reason.NO_SEED);
                    return new Outcome.Done<>(++seeds).toString();
                });
    }

    private static String refused(Outcome.Reason reason) {
        return Outcome.refused(reason).toString();
    }

    private Step stop() {
        String cookie = "c" + chance.nextInt(3);
        String reason = "r" + chance.nextInt(100);
        var stop = new Stop(
                StopKind.COOKIE,
                cookie,
                Optional.of(account.id),
                Optional.of(account.environment),
                reason,
                Optional.empty());
        var made = new AtomicLong();
        return new Step(
                "stop " + cookie,
                () -> {
                    made.set(database.administration()
                            .stops()
                            .add(stop)
                            .orThrow()
                            .id());
                    return Long.toString(made.get());
                },
                () -> {
                    var before = stopped.get(cookie);
                    var now = new Entry(before == null ? made.get() : before.id(), reason);
                    stopped.put(cookie, now);
                    return Long.toString(now.id());
                });
    }

    /// One that was there when the batch began; by its turn it may be gone.
    private Step unstop() {
        if (stopped.isEmpty()) return stop();
        String cookie = stopped.keySet().stream().sorted().toList().getFirst();
        long id = stopped.get(cookie).id();
        return new Step(
                "remove " + cookie,
                () -> database.administration().stops().remove(id).getClass().getSimpleName(),
                () -> {
                    boolean there =
                            stopped.containsKey(cookie) && stopped.get(cookie).id() == id;
                    if (there) stopped.remove(cookie);
                    return there ? "Done" : "Refused";
                });
    }

    /// What is stored, and what decisions are made by, is what was acknowledged.
    void compare() {
        assertEquals(stopped, entries(database.administration().stops().list(), account.id));
        for (int i = 0; i < 3; i++) {
            boolean stops = database.stops().about(StopKind.COOKIE, "c" + i).stream()
                    .anyMatch(stop -> stop.owner().equals(Optional.of(account.id)));
            assertEquals(stopped.containsKey("c" + i), stops);
        }
        assertEquals(sealing, database.administration().sealingKeys().list().size());
        var made = database.administration().packagerSeeds().list(account.id, account.environment);
        assertEquals(seeds, made.size());
        assertEquals(
                Math.min(1, seeds),
                made.stream().filter(PackagerSeedOverview::newest).count());
        var newest = database.packagerSeeds().newest(account.id, account.environment);
        assertEquals(seeds, newest.map(seed -> seed.number()).orElse(0));
    }

    private static Map<String, Entry> entries(List<StopOverview> all, AccountId owner) {
        return all.stream()
                .filter(entry -> entry.stop().owner().equals(Optional.of(owner)))
                .collect(Collectors.toMap(
                        entry -> entry.stop().value(),
                        entry -> new Entry(entry.id(), entry.stop().reason())));
    }
}
