package dev.licet.drm.widevine;

import dev.licet.domain.token.Token;
import java.util.Optional;

/// What the embedded back end leaves to another one before it has looked at who asks.
final class Embedded {
    private Embedded() {}

    /// Why this request cannot be served here, whoever asks.
    static Optional<String> unservable(Widevine widevine, Token token, SignedRequest signed) {
        if (widevine.options().environments().contains(token.environment())) return signed.unservable();
        return Optional.of("the embedded Widevine back end does not serve the "
                + token.environment().word() + " environment");
    }
}
