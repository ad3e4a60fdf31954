package dev.licet.domain.packager;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Tells which keys of a piece of content are in use at a moment.
///
/// Of each track it is the key whose period holds the moment, the one that began last where several do.
/// Packagers that number periods without times tell nothing about when; there the newest number is taken to be
/// on air, which is early by as much as the packager asks ahead.
public final class OnAir {
    /// How many of the newest keys of a piece of content are looked at: packagers ask a few periods ahead at
    /// most.
    public static final int LOOKED_AT = 512;

    private static final Comparator<PackagedKey> LATER = Comparator.<PackagedKey, Boolean>comparing(
                    key -> key.period().isTimed())
            .thenComparing(key -> key.period().start().orElse(Instant.MIN))
            .thenComparing(PackagedKey::firstServed)
            .thenComparing(key -> key.period().index().orElse(-1));

    private OnAir() {}

    /// One key for each track, in the order in which the tracks are met.
    public static List<PackagedKey> of(List<PackagedKey> keys, Instant now) {
        var byTrack = new LinkedHashMap<String, PackagedKey>();
        for (PackagedKey key : keys) {
            if (!key.period().holds(now)) continue;
            byTrack.merge(key.track().isEmpty() ? key.type().name() : key.track(), key, OnAir::later);
        }
        return List.copyOf(byTrack.values());
    }

    private static PackagedKey later(PackagedKey one, PackagedKey other) {
        return LATER.compare(one, other) >= 0 ? one : other;
    }
}
