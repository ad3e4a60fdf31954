package dev.licet.keys.widevine;

import dev.licet.domain.token.TrackType;
import java.util.Optional;
import java.util.stream.Stream;

/// Which tracks share a key. The interface says no more of a policy than that it has a name; these three are ours.
enum KeyPolicy {
    /// Each kind of track has its own.
    EACH("", "default"),
    /// All pictures have one, sound has another.
    SHARED_VIDEO("shared-video"),
    /// One for everything.
    SHARED("shared");

    private static final String VIDEO = "VIDEO";
    private static final String ALL = "ALL";

    private final String[] names;

    KeyPolicy(String... names) {
        this.names = names;
    }

    /// The policy of that name; an empty one is the first.
    static Optional<KeyPolicy> named(String name) {
        return Stream.of(values())
                .filter(policy -> Stream.of(policy.names).anyMatch(name::equals))
                .findFirst();
    }

    /// What the key for that kind of track is called: the word that SPEKE and CPIX have for it too, so that they give
    /// the same key.
    String track(TrackType type) {
        return switch (this) {
            case EACH -> type.name();
            case SHARED_VIDEO -> type == TrackType.AUDIO ? type.name() : VIDEO;
            case SHARED -> ALL;
        };
    }

    /// Whose rule such a key has. A key that several kinds of pictures share has that of HD, as everywhere.
    TrackType type(TrackType asked) {
        return track(asked).equals(asked.name()) ? asked : TrackType.HD;
    }
}
