package dev.licet.domain.packager;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.TrackType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What is kept of a key that a packager was given: everything but its value.
///
/// @param kid         its id
/// @param contentId   for what content, as the packager called it when it last asked
/// @param track       the packager's words for the tracks, may be empty
/// @param type        what they mean here
/// @param scheme      how the content is encrypted, if it was said
/// @param period      when the key is in use
/// @param iv          the IV that the packager chose, 16 bytes; else it is derived
/// @param source      where the value comes from
/// @param systems     whose signalling was made
/// @param firstServed when it was first given out, or imported
/// @param lastServed  when last
/// @param caller      who asked last: door and name
public record PackagedKey(
        KeyId kid,
        String contentId,
        String track,
        TrackType type,
        Optional<Scheme> scheme,
        Period period,
        Optional<byte[]> iv,
        Source source,
        Set<ProtectionSystem> systems,
        Instant firstServed,
        Instant lastServed,
        String caller) {

    /// Where the value of a key comes from. It is settled when the key is first given out and never changes.
    public sealed interface Source {
        /// Derived from the account's seed of that number.
        record Seed(int number) implements Source {}

        /// In the key storage, wrapped under the operator's kek.
        record Storage() implements Source {}
    }

    public PackagedKey {
        iv = iv.map(byte[]::clone);
        systems = Set.copyOf(systems);
    }

    @Override
    public Optional<byte[]> iv() {
        return iv.map(byte[]::clone);
    }

    /// How PlayReady calls the encryption of its content, if the scheme was said.
    public Optional<PlayReadyRules.Algorithm> algorithm() {
        return scheme.map(known -> known.isCbc() ? PlayReadyRules.Algorithm.AES_CBC : PlayReadyRules.Algorithm.AES_CTR);
    }

    /// Compares the bytes of the IV.
    @Override
    public boolean equals(Object other) {
        return other instanceof PackagedKey that
                && kid.equals(that.kid)
                && contentId.equals(that.contentId)
                && track.equals(that.track)
                && type == that.type
                && scheme.equals(that.scheme)
                && period.equals(that.period)
                && Arrays.equals(iv.orElse(null), that.iv.orElse(null))
                && source.equals(that.source)
                && systems.equals(that.systems)
                && firstServed.equals(that.firstServed)
                && lastServed.equals(that.lastServed)
                && caller.equals(that.caller);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kid, contentId, track, period);
    }
}
