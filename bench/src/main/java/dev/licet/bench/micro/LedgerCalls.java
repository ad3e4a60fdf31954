package dev.licet.bench.micro;

import dev.licet.crypto.Digest;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.WindowLimits;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/// Records and charges, on the disk when the call returns.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LedgerCalls {
    @Benchmark
    @Threads(1)
    public void writeAlone(Installation installation) {
        installation.database.ledger().write(event(installation, Event.Kind.ISSUED));
    }

    @Benchmark
    @Threads(64)
    public void writeBy64(Installation installation) {
        installation.database.ledger().write(event(installation, Event.Kind.ISSUED));
    }

    @Benchmark
    @Threads(1)
    public Object redeemAlone(Installation installation) {
        return redeem(installation);
    }

    @Benchmark
    @Threads(64)
    public Object redeemBy64(Installation installation) {
        return redeem(installation);
    }

    private static Object redeem(Installation installation) {
        Token token = installation.world.token(Drm.WIDEVINE);
        var challenge = new Challenge(Digest.sha256(token.id().bytes()));
        var redemption = new Redemption(token, challenge, new WindowLimits(Duration.ofMinutes(1), OptionalInt.empty()));
        return installation
                .database
                .ledger()
                .redeem(redemption, OptionalLong.empty(), event(installation, Event.Kind.REDEEMED));
    }

    private static Event event(Installation installation, Event.Kind kind) {
        return Event.of(
                        kind,
                        installation.clock.instant(),
                        Event.Origin.of(
                                Environment.TEST,
                                installation.account.id(),
                                Drm.WIDEVINE,
                                "0123456789abcdef0123456789abcdef"),
                        Event.Subject.NONE.withCookie("bench"))
                .with("expires", "2026-12-31T00:00:00Z");
    }
}
