package dev.licet.bench.run;

import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.crypto.Digest;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.TimedId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.WindowLimits;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.token.Token;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a token and a license cost in the database alone, with the columns of real ones and no HTTP: processor time
/// of the thread that writes, of a server where there is one, and bytes that stay.
///
/// 64 callers wait for their commits as requests do. What they cost themselves is not counted.
public final class StorageCost {
    /// Of the rounds before those that count.
    private static final int WARM_UPS = 2;

    private static final double A_SECOND = 20_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WindowLimits LIMITS = new WindowLimits(Duration.ofMinutes(1), OptionalInt.empty());
    private static final Map<String, String> TOKEN_FACTS = Map.of(
            "expires", "2026-12-29T10:57:41Z",
            "hdcp", "none",
            "lint", "default-life,no-cookie",
            "security_level", "1");
    private static final Map<String, String> LICENSE_FACTS = Map.ofEntries(
            Map.entry("architecture_name", "arm64-v8a"),
            Map.entry("back_end", "embedded"),
            Map.entry("clock_skew", "-1"),
            Map.entry("company_name", "Licet"),
            Map.entry("device_time", "2026-11-29T10:57:47Z"),
            Map.entry("max_hdcp_version", "none"),
            Map.entry("model_name", "simulated device"),
            Map.entry("oem_crypto_api_version", "15"),
            Map.entry("privacy_mode", "false"),
            Map.entry("system_id", "1000001"),
            Map.entry("widevine_cdm_version", "0.1.0"));

    private final Plan plan;
    private final Book book;

    public StorageCost(Plan plan, Book book) {
        this.plan = plan;
        this.book = book;
    }

    /// Measures it all, on a server where the build has one.
    public void run() {
        Nodes.quieten();
        try (var embedded = new CountedDatabase.Embedded(plan.work().resolve("storage"))) {
            run("", embedded);
        }
        CountedDatabase.server(plan.work()).ifPresent(server -> {
            try (server) {
                run(", PostgreSQL", server);
            }
        });
    }

    private void run(String suffix, CountedDatabase database) {
        var tokens = new ConcurrentLinkedQueue<Token>();
        measure("token" + suffix, database, () -> tokens.add(issue(database.world())));
        measure("license" + suffix, database, () -> redeem(database.world(), tokens.remove()));
    }

    private void measure(String what, CountedDatabase database, Runnable one) {
        int count = (int) (plan.effort().seconds() * A_SECOND);
        for (int i = 0; i < WARM_UPS; i++) many(count, one);
        database.settle();
        var writer = new ArrayList<Double>();
        var server = new ArrayList<Double>();
        long before = database.bytes();
        for (int i = 0; i < plan.effort().rounds(); i++) {
            double writerBefore = database.writerSeconds();
            double serverBefore = database.serverSeconds();
            many(count, one);
            writer.add(1e6 * (database.writerSeconds() - writerBefore) / count);
            server.add(1e6 * (database.serverSeconds() - serverBefore) / count);
        }
        database.settle();
        double bytes =
                (database.bytes() - before) / (double) count / plan.effort().rounds();
        book.add(Row.of("storage", what + ", the writer", "µs", Spread.of(writer)));
        if (database.hasServer()) book.add(Row.of("storage", what + ", the server", "µs", Spread.of(server)));
        book.add(Row.of("storage", what + ", bytes", "bytes", Spread.one(bytes)));
    }

    private static void many(int count, Runnable one) {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<?>>();
            for (int i = 0; i < Plan.CONNECTIONS; i++) {
                int share = count / Plan.CONNECTIONS + (i < count % Plan.CONNECTIONS ? 1 : 0);
                work.add(callers.submit(() -> {
                    for (int n = 0; n < share; n++) one.run();
                }));
            }
            for (var part : work) part.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Token issue(World world) {
        Token token = world.token(Drm.WIDEVINE);
        world.database()
                .ledger()
                .write(event(Event.Kind.ISSUED, world, token, Optional.empty()).with(TOKEN_FACTS));
        return token;
    }

    private static void redeem(World world, Token token) {
        var redemption =
                new Redemption(token, new Challenge(Digest.sha256(token.id().bytes())), LIMITS);
        var device = Optional.of("e9cc77fa72f789ab0244664d832d93c0");
        world.database()
                .ledger()
                .redeem(
                        redemption,
                        OptionalLong.empty(),
                        event(Event.Kind.REDEEMED, world, token, device).with(LICENSE_FACTS));
    }

    private static Event event(Event.Kind kind, World world, Token token, Optional<String> device) {
        Instant now = Instant.now();
        String request = HexFormat.of().formatHex(TimedId.fresh(now, RANDOM));
        var subject = new Subject(
                Optional.of(token.id()), Optional.empty(), Optional.empty(), List.of(new KeyId(World.KID)), device);
        return Event.of(kind, now, Origin.of(Environment.TEST, world.account(), Drm.WIDEVINE, request), subject);
    }
}
