package dev.licet.domain.packager;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.TrackType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Orders keys where the packager names tracks and leaves the kids to us. A track gets the kid that it was given
/// before, through whatever door; else one that is made, and always the same ([KidMaker]).
public final class TrackOrders {
    private final PackagerCall call;
    private final String contentId;
    private final List<PackagedKey> present;

    /// @param present the keys of the content that are in use
    public TrackOrders(PackagerCall call, String contentId, List<PackagedKey> present) {
        this.call = call;
        this.contentId = contentId;
        this.present = List.copyOf(present);
    }

    /// The key that protects the track at this moment, in whatever period.
    ///
    /// @param type what the track is, where it is new
    public KeyOrder onAir(String track, TrackType type) {
        return order(track, type, OptionalLong.empty(), key -> true);
    }

    /// The key of the track in that period; where keys do not rotate, the one that stays.
    public KeyOrder in(OptionalLong period, String track, TrackType type) {
        return order(track, type, period, key -> key.period().index().equals(period));
    }

    private KeyOrder order(String track, TrackType type, OptionalLong period, Predicate<PackagedKey> fits) {
        Optional<PackagedKey> known = present.stream()
                .filter(key -> key.track().equals(track) && fits.test(key))
                .findFirst();
        return known.map(key -> new KeyOrder(key.kid(), track, key.type(), key.period(), key.iv()))
                .orElseGet(() -> made(track, type, period));
    }

    private KeyOrder made(String track, TrackType type, OptionalLong index) {
        KeyId kid = KidMaker.kid(new KidMaker.Content(call.account(), call.environment(), contentId), track, index);
        Period period = index.isPresent() ? Period.numbered(index.getAsLong()) : Period.ALWAYS;
        return new KeyOrder(kid, track, type, period, Optional.empty());
    }
}
