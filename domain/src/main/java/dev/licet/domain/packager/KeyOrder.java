package dev.licet.domain.packager;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.TrackType;
import java.util.Optional;

/// One key that a packager wants.
///
/// @param kid    its id
/// @param track  which tracks it is for, in the packager's own words, e.g. `SD+HD1`; may be empty
/// @param type   what that means here
/// @param period when it is in use
/// @param iv     16 bytes, where the packager has chosen it
public record KeyOrder(KeyId kid, String track, TrackType type, Period period, Optional<byte[]> iv) {
    /// The length of an IV in bytes.
    public static final int IV_BYTES = 16;

    public KeyOrder {
        if (iv.isPresent() && iv.get().length != IV_BYTES) {
            throw new IllegalArgumentException("iv: must have 16 bytes");
        }
        iv = iv.map(byte[]::clone);
    }

    @Override
    public Optional<byte[]> iv() {
        return iv.map(byte[]::clone);
    }

    /// Whether it says nothing of what the key is for, as where a key is read again by its id alone.
    boolean isSilent() {
        return track.isEmpty() && period.equals(Period.ALWAYS);
    }

    /// The same for what the key was for before.
    KeyOrder asBefore(PackagedKey known) {
        return new KeyOrder(kid, known.track(), known.type(), known.period(), iv);
    }
}
