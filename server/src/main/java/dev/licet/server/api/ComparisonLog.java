package dev.licet.server.api;

import dev.licet.domain.Drm;
import dev.licet.domain.OutcomeCounts;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.dualrun.Comparison;
import dev.licet.domain.dualrun.Outcome;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.keys.license.LicenseDoor.Asked;
import dev.licet.keys.license.LicenseOrder;
import dev.licet.keys.license.Signatory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Writes down what comparisons came to: one record each. Those that there was no room for are counted, and the next
/// record of the signer tells how many they were.
public final class ComparisonLog {
    private final Ledger ledger;
    private final InstantSource clock;
    private final OutcomeCounts<Outcome> watch;
    private final Map<Signatory, AtomicLong> skipped = new ConcurrentHashMap<>();

    public ComparisonLog(Ledger ledger, InstantSource clock, OutcomeCounts<Outcome> watch) {
        this.ledger = ledger;
        this.clock = clock;
        this.watch = watch;
    }

    /// Something, and how long it took.
    record Timed<T>(T what, Duration took) {}

    <T> Timed<T> timed(Supplier<T> work) {
        Instant begin = clock.instant();
        T done = work.get();
        return new Timed<>(done, Duration.between(begin, clock.instant()));
    }

    /// One that was not compared and has a record of its own already.
    void skip(Signatory signatory) {
        watch.saw(Outcome.NOT_COMPARED);
        skipped(signatory).incrementAndGet();
    }

    private AtomicLong skipped(Signatory signatory) {
        return skipped.computeIfAbsent(signatory, _ -> new AtomicLong());
    }

    /// Writes the record of a comparison. Where that cannot be, the answer is given all the same.
    ///
    /// @param refused why this service would have given nothing, where the other one leads
    void write(SignedCall call, Asked asked, Comparison comparison, Optional<Refused> refused) {
        watch.saw(comparison.result().outcome());
        Signatory signatory = call.signatory();
        long before = Optional.ofNullable(skipped.get(signatory))
                .map(count -> count.getAndSet(0))
                .orElse(0L);
        Event event = Event.of(Event.Kind.COMPARED, clock.instant(), origin(call), subject(asked, comparison.leader()))
                .with(comparison.facts(signatory.name(), before));
        try {
            ledger.write(
                    refused.map(why -> event.refused(Event.Kind.COMPARED, why)).orElse(event));
        } catch (StoreUnavailable noAnswer) {
            skipped(signatory).addAndGet(before + 1);
        }
    }

    private static Origin origin(SignedCall call) {
        Signatory signatory = call.signatory();
        return Origin.of(
                signatory.environment(),
                signatory.account(),
                Drm.WIDEVINE,
                call.request().id());
    }

    /// Where this service leads, the license has a record, which is the one to be found by its token and its cookie.
    private static Subject subject(Asked asked, Leader leader) {
        if (!(asked instanceof Asked.License(LicenseOrder order))) return Subject.NONE;
        Token token = order.token();
        return new Subject(
                Optional.empty(),
                token.cookie().filter(_ -> leader == Leader.THEIRS),
                token.contentId(),
                token.rights().keys().stream()
                        .map(KeyGrant::kid)
                        .flatMap(Optional::stream)
                        .toList(),
                Optional.empty());
    }
}
