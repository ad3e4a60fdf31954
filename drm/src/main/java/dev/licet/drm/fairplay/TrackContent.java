package dev.licet.drm.fairplay;

import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.KeyGrant;
import dev.licet.drm.spi.KeyRequest.ContentType;
import java.util.Locale;
import java.util.Optional;

/// What a key protects, in the four words of Apple's own server (reference: fairplay.md 6.3).
enum TrackContent {
    SD(FairPlayRules.Level.BASELINE, ContentType.SD),
    HD(FairPlayRules.Level.BASELINE, ContentType.HD),
    AUDIO(FairPlayRules.Level.AUDIO, ContentType.AUDIO),
    UHD(FairPlayRules.Level.MAIN, ContentType.UHD);

    private final FairPlayRules.Level level;
    private final ContentType type;

    TrackContent(FairPlayRules.Level level, ContentType type) {
        this.level = level;
        this.type = type;
    }

    /// Empty where the token does not say which track the key is for.
    static Optional<TrackContent> of(KeyGrant grant) {
        return grant.track().map(track -> switch (track) {
            case SD -> SD;
            case HD -> HD;
            case AUDIO -> AUDIO;
            case UHD1, UHD2 -> UHD;
        });
    }

    /// The security level that the server demands for it.
    FairPlayRules.Level level() {
        return level;
    }

    /// The word for derivations.
    ContentType type() {
        return type;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
