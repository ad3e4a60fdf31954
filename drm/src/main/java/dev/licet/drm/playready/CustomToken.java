package dev.licet.drm.playready;

import dev.licet.drm.wire.PlayReadyChallenge;
import java.util.Optional;
import java.util.regex.Pattern;

/// A license token in the `CustomData` of a challenge. Applications have other uses for that text too, so only
/// what could be a token is taken for one (reference: playready.md 3).
final class CustomToken {
    private static final int SHORTEST = 128;
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{" + SHORTEST + ",}");

    private CustomToken() {}

    static Optional<String> in(PlayReadyChallenge challenge) {
        return challenge.customData().filter(text -> BASE64URL.matcher(text).matches());
    }
}
