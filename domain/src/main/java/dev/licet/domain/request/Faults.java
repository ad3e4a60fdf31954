package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.Rights;
import java.time.Duration;
import java.util.Optional;

/// The `licetFault` parameter of the test environment.
final class Faults {
    static final String NAME = "licetFault";

    private Faults() {}

    /// What was ordered. Nothing can be ordered in production.
    static Optional<Fault> ordered(Environment environment, Parameters parameters) {
        return environment == Environment.TEST ? parameters.first(NAME).flatMap(Fault::parse) : Optional.empty();
    }

    /// The refusal to give at once, when it is one of token requests.
    static Optional<Refused> refusal(Optional<Fault> fault) {
        return fault.filter(Fault.Refuse.class::isInstance)
                .map(refuse -> ((Fault.Refuse) refuse).why())
                .filter(why -> why.phase() != Refusal.Phase.REDEEM)
                .map(why ->
                        Refused.request(why, "ordered with " + NAME).in(NAME).hint("Leave " + NAME + " out."));
    }

    /// Rights in which every limit that the system knows is as short as was ordered.
    static Rights shortened(Rights rights, Drm drm, Optional<Fault> fault) {
        return fault.orElse(null) instanceof Fault.ShortLicense(Duration time) ? shortened(rights, drm, time) : rights;
    }

    private static Rights shortened(Rights rights, Drm drm, Duration time) {
        boolean rents = drm == Drm.FAIRPLAY;
        Optional<Duration> limit = Optional.of(time);
        return new Rights(
                rights.keys(),
                rights.iv(),
                rents ? Optional.empty() : limit,
                rents ? rights.playbackDuration().map(_ -> time) : limit,
                rents ? limit : Optional.empty(),
                rights.persistent(),
                rights.extensions(),
                rights.fairPlay().withLease(rights.fairPlay().lease().map(_ -> time)),
                rights.playReady(),
                rights.widevine());
    }
}
