package dev.licet.drm.widevine;

import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.util.Optional;

/// A license request with its signature, as received.
///
/// @param body       the whole message, for an upstream
/// @param msg        what is signed, and what the session keys are derived from
/// @param signature  RSA-PSS in a first request, HMAC-SHA-256 afterwards
/// @param unservable why only an upstream with Google's contract can answer it
record SignedRequest(byte[] body, byte[] msg, byte[] signature, Optional<String> unservable) {

    static SignedRequest of(byte[] body, WidevineSignedMessage signed) throws MalformedMessage {
        return new SignedRequest(
                body,
                signed.msg().orElseThrow(() -> new MalformedMessage("the request has no msg")),
                signed.signature().orElseThrow(() -> new MalformedMessage("the request is not signed")),
                unservable(signed));
    }

    private static Optional<String> unservable(WidevineSignedMessage signed) {
        if (signed.coreMessage().isPresent()) {
            return Optional.of("the request has an OEMCrypto core message (version 16 or later)");
        }
        int hash = signed.hashAlgorithm().orElse(0);
        return hash > 1 ? Optional.of("the request is signed with hash algorithm " + hash) : Optional.empty();
    }
}
