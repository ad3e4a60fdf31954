package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.PlayReadyRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token request while the rules of [TokenRequestReader] read it: each adds what its parameters say. A later
/// rule may use what an earlier one has read.
final class TokenDraft {
    private final Submission asked;

    boolean persistent;
    List<KeyNames> names = List.of();
    List<Optional<KeyId>> kids = List.of();
    List<KeySource> sources = List.of();
    List<WantedKey> keys = List.of();
    FairPlayRules fairPlay = FairPlayRules.NONE;
    Optional<String> device = Optional.empty();
    PlayReadyRules.Purchase purchase = PlayReadyRules.Purchase.BUY_TO_OWN;
    Optional<Instant> rentalEnd = Optional.empty();
    PlayReadyRules playReady = PlayReadyRules.NONE;
    Optional<SecretBytes> iv = Optional.empty();
    Optional<Duration> startWindow = Optional.empty();
    Optional<Duration> playbackDuration = Optional.empty();
    Optional<Duration> rental = Optional.empty();
    List<Extension> extensions = List.of();
    Optional<String> contentId = Optional.empty();
    Instant expires;
    Optional<String> cookie = Optional.empty();

    TokenDraft(Submission asked) {
        this.asked = asked;
        this.expires = asked.now();
    }

    /// What a packager was given under the kid of that key.
    Optional<PackagedKey> packaged(int key) {
        return kids.get(key).flatMap(asked.packaged()::find);
    }

    Submission asked() {
        return asked;
    }

    Fields fields() {
        return asked.fields();
    }

    Drm drm() {
        return asked.drm();
    }

    /// What was read, when every rule has passed.
    TokenRequest finished() {
        return new TokenRequest(
                keys,
                iv,
                startWindow,
                playbackDuration,
                rental,
                persistent,
                fairPlay,
                playReady,
                extensions,
                contentId,
                expires,
                cookie);
    }
}
