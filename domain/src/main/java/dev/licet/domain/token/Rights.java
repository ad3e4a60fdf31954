package dev.licet.domain.token;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a token allows: the keys, and how long they may be used. The unit of every duration is whole seconds;
/// an absent duration means no limit.
///
/// @param keys             one key or more
/// @param iv               FairPlay's content IV, 16 bytes; absent for Widevine
/// @param startWindow      from the license's start, how long playback may begin
/// @param playbackDuration from the first play, how long playback may go on
/// @param rental           FairPlay's `rentalDuration`, from license acquisition
/// @param persistent       whether the device may keep the license
/// @param extensions       carried, recorded, not interpreted
/// @param fairPlay         what only FairPlay licenses can say
/// @param playReady        what only PlayReady licenses can say; with rules for each key in a PlayReady token
/// @param widevine         what only Widevine licenses can say; nothing in a token
public record Rights(
        List<KeyGrant> keys,
        Optional<SecretBytes> iv,
        Optional<Duration> startWindow,
        Optional<Duration> playbackDuration,
        Optional<Duration> rental,
        boolean persistent,
        List<Extension> extensions,
        FairPlayRules fairPlay,
        PlayReadyRules playReady,
        WidevineRules widevine) {
    public Rights {
        keys = List.copyOf(keys);
        extensions = List.copyOf(extensions);
        if (keys.isEmpty()) throw new IllegalArgumentException("keys: name at least one");
        int ruled = playReady.keys().size();
        if (ruled > 0 && ruled != keys.size()) throw new IllegalArgumentException("playReady: one rule for each key");
    }

    /// The ids of the keys, of those that have one.
    public List<KeyId> kids() {
        return keys.stream().flatMap(key -> key.kid().stream()).toList();
    }

    /// Rights without anything that only PlayReady or Widevine can say.
    public Rights(
            List<KeyGrant> keys,
            Optional<SecretBytes> iv,
            Optional<Duration> begin,
            Optional<Duration> play,
            Optional<Duration> rental,
            boolean persistent,
            List<Extension> extensions,
            FairPlayRules fairPlay) {
        this(keys, iv, begin, play, rental, persistent, extensions, fairPlay, PlayReadyRules.NONE, WidevineRules.NONE);
    }

    /// Rights without anything that only one system can say.
    public Rights(
            List<KeyGrant> keys,
            Optional<SecretBytes> iv,
            Optional<Duration> startWindow,
            Optional<Duration> playbackDuration,
            Optional<Duration> rental,
            boolean persistent,
            List<Extension> extensions) {
        this(keys, iv, startWindow, playbackDuration, rental, persistent, extensions, FairPlayRules.NONE);
    }
}
