package dev.licet.domain.packager;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// When a key is in use, where keys rotate: what the packager said of it.
///
/// @param index counts periods, from 0 to 2^32 - 1, and wraps
/// @param start the first instant
/// @param end   the first instant after it
public record Period(OptionalLong index, Optional<Instant> start, Optional<Instant> end) {
    /// No rotation.
    public static final Period ALWAYS = new Period(OptionalLong.empty(), Optional.empty(), Optional.empty());

    /// The greatest index.
    public static final long GREATEST_INDEX = 0xffff_ffffL;

    public Period {
        if (index.isPresent() && (index.getAsLong() < 0 || index.getAsLong() > GREATEST_INDEX)) {
            throw new IllegalArgumentException("index: must be 0 to 2^32 - 1");
        }
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            throw new IllegalArgumentException("end: must not be before start");
        }
    }

    /// A period of which the index alone is known.
    public static Period numbered(long index) {
        return new Period(OptionalLong.of(index), Optional.empty(), Optional.empty());
    }

    /// Whether its times, as far as they are known, hold `now`.
    public boolean holds(Instant now) {
        return start.map(from -> !now.isBefore(from)).orElse(true)
                && end.map(now::isBefore).orElse(true);
    }

    /// Whether a start or an end is known.
    public boolean isTimed() {
        return start.isPresent() || end.isPresent();
    }

    /// For people: the index, or the times, or both.
    public String words() {
        var words = new StringBuilder();
        index.ifPresent(number -> words.append('#').append(number));
        if (isTimed()) {
            if (!words.isEmpty()) words.append(' ');
            words.append(start.map(Instant::toString).orElse("")).append('/');
            words.append(end.map(Instant::toString).orElse(""));
        }
        return words.toString();
    }
}
