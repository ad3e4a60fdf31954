package dev.licet.bench.run;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.record.Event;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.key.StoredContentKeys.OnConflict;
import dev.licet.storage.outcome.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// An installation with so many keys, accounts and records. It is kept for the next run: the large one takes a quarter
/// of an hour to fill.
final class LargeInstallation {
    /// How many records one session leaves.
    static final int RECORDS_OF_A_COOKIE = 10;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long FIRST_ACCOUNT = 1_000_000;
    private static final int SAMPLE = 10_000;
    private static final int CHUNK = 10_000;
    private static final int READ_BYTES = 1 << 20;
    private static final int AT_ONCE = 512;

    private final Path data;
    private final Size size;
    private final List<String> owners;
    private final List<String> events;

    private LargeInstallation(Path data, Size size, List<String> owners, List<String> events) {
        this.data = data;
        this.size = size;
        this.owners = owners;
        this.events = events;
    }

    /// The one that is there already, or a new one.
    static LargeInstallation of(Plan plan, Size size) {
        Path data = plan.growth().resolve("large-" + size.keys() + "-" + size.accounts() + "-" + size.records());
        try {
            Path events = data.resolve("bench-events.txt");
            if (!Files.exists(events)) fill(plan, size, data);
            return new LargeInstallation(
                    data, size, Files.readAllLines(data.resolve("bench-owners.txt")), Files.readAllLines(events));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Plan plan, Size size, Path data) throws IOException {
        System.out.printf("filling %s%n", data.getFileName());
        String demo = Serving.install(plan, data);
        try (var world = new World(data, Serving.account(demo))) {
            var owners = new ArrayList<>(List.of(demo));
            owners.addAll(accounts(world, size.accounts()));
            Files.write(data.resolve("bench-owners.txt"), owners);
            keys(world, size.keys());
            Files.write(data.resolve("bench-events.txt"), records(world, size.records()));
        }
    }

    /// @return authenticators of some of them, evenly spread
    private static List<String> accounts(World world, int count) {
        return sampled(count, i -> {
            var wish = NewAccount.named("large").withId(new AccountId(FIRST_ACCOUNT + i));
            return switch (world.database().administration().accounts().create(wish)) {
                case Outcome.Done(var made) -> made.test().reveal();
                case Outcome.Refused<?> why -> throw new IllegalStateException(why.toString());
            };
        });
    }

    private static void keys(World world, int count) {
        var kek = SecretBytes.parseHex(World.KEK);
        for (int from = 0; from < count; from += CHUNK) {
            var chunk = new ArrayList<StoredKey>(CHUNK);
            for (int i = from; i < Math.min(count, from + CHUNK); i++) chunk.add(key(kek, i));
            world.database().contentKeys().addAll(world.account(), Environment.TEST, chunk, OnConflict.KEEP);
        }
    }

    private static StoredKey key(SecretBytes kek, int number) {
        byte[] ek = KeyWrap.wrap(kek, SecretBytes.random(RANDOM, 16));
        var none = Optional.<String>empty();
        return new StoredKey(
                new KeyId(kid(number)), ek, none, none, Optional.of("film-" + number), Optional.empty(), Instant.now());
    }

    /// Kids have no order: each number's bits the other way round.
    private static String kid(int number) {
        return HexFormat.of().toHexDigits(Integer.reverse(number)).repeat(4);
    }

    /// @return numbers of some of them, evenly spread
    private static List<String> records(World world, int count) {
        atOnce(count, i -> world.database().ledger().write(event(world.account(), i)));
        int step = Math.max(1, count / SAMPLE);
        return LongStream.iterate(0, place -> place < count, place -> place + step)
                .mapToObj(place -> world.database().records().window(world.account(), Environment.TEST, place, 1))
                .map(found -> Long.toString(found.getFirst().id()))
                .toList();
    }

    private static Event event(AccountId account, long number) {
        return Event.of(
                        Event.Kind.REPORTED,
                        Instant.now(),
                        Event.Origin.of(
                                Environment.TEST,
                                account,
                                Drm.WIDEVINE,
                                HexFormat.of().toHexDigits(number).repeat(2)),
                        new Event.Subject(
                                Optional.empty(),
                                Optional.of(cookie(number / RECORDS_OF_A_COOKIE)),
                                Optional.of("film-" + number % 1000),
                                List.of(new KeyId(World.KID)),
                                Optional.empty()))
                .with("model_name", "large");
    }

    private static String cookie(long session) {
        return "session-" + session;
    }

    /// Does all that, many at once so that they share commits, and keeps the results of some.
    private static List<String> sampled(int count, LongFunction<String> work) {
        int step = Math.max(1, count / SAMPLE);
        var kept = new ConcurrentSkipListMap<Long, String>();
        atOnce(count, i -> {
            String result = work.apply(i);
            if (i % step == 0) kept.put(i, result);
        });
        return List.copyOf(kept.values());
    }

    private static void atOnce(int count, LongConsumer work) {
        var next = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.submit(() -> {
                    for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) work.accept(n);
                });
            }
        }
        if (next.get() < count + AT_ONCE) throw new IllegalStateException("the filling failed");
    }

    /// Reads the database once, so that the operating system has it in memory as after a while of service.
    void warm() {
        try (var file = Files.newInputStream(data.resolve("licet.db"))) {
            var block = new byte[READ_BYTES];
            while (file.read(block) >= 0) continue;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return data;
    }

    /// The authenticator of the account that has the keys and the records.
    String rich() {
        return owners.getFirst();
    }

    /// The authenticator of any account.
    String anyOwner() {
        return owners.get(RANDOM.nextInt(owners.size()));
    }

    String anyKid() {
        return kid(RANDOM.nextInt(size.keys()));
    }

    String anyCookie() {
        return cookie(RANDOM.nextInt(size.records() / RECORDS_OF_A_COOKIE));
    }

    String anyEvent() {
        return events.get(RANDOM.nextInt(events.size()));
    }

    int anyPlace() {
        return RANDOM.nextInt(size.records() - 100);
    }
}
