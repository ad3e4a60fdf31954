package dev.licet.drm.widevine;

import dev.licet.domain.token.Token;
import java.util.Optional;

/// Which requests the embedded back end hands to an upstream before it looks at the device.
final class Embedded {
    private Embedded() {}

    /// Why the embedded back end cannot serve this request, from any device.
    static Optional<String> unservable(Widevine widevine, Token token, SignedRequest signed) {
        if (widevine.options().environments().contains(token.environment())) return signed.unservable();
        return Optional.of("the embedded Widevine back end does not serve the "
                + token.environment().word() + " environment");
    }
}
