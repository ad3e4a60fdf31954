package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.PlayReadyRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token request that is good in all that can be told without looking anything up.
record TokenRequest(
        List<WantedKey> keys,
        Optional<SecretBytes> iv,
        Optional<Duration> startWindow,
        Optional<Duration> playbackDuration,
        Optional<Duration> rental,
        boolean persistent,
        FairPlayRules fairPlay,
        PlayReadyRules playReady,
        List<Extension> extensions,
        Optional<String> contentId,
        Instant expires,
        Optional<String> cookie) {}
