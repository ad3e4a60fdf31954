package dev.licet.drm.wire;

import java.util.List;
import java.util.Optional;

/// Finds the constant of an enumeration whose numbers on the wire have no gaps. Each message has several.
final class Numbered {
    private Numbered() {}

    /// The constant at that place, which a stranger may have named.
    static <E> Optional<E> at(List<E> all, int place) {
        return place >= 0 && place < all.size() ? Optional.of(all.get(place)) : Optional.empty();
    }
}
