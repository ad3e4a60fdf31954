package dev.licet.drm.widevine;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.token.TokenId;
import java.time.Instant;

/// What must be known of a license when its device comes back.
///
/// @param token     with which it was given
/// @param id        8 bytes
/// @param version   0, and one more with every renewal
/// @param issued    when the first license was given, whole seconds
/// @param device    serial number of the device's certificate
/// @param model     serial number of its model's certificate
/// @param macServer 32 bytes; signs our answers
/// @param macClient 32 bytes; signs the device's requests
record Session(
        TokenId token,
        byte[] id,
        int version,
        Instant issued,
        byte[] device,
        byte[] model,
        SecretBytes macServer,
        SecretBytes macClient) {
    /// Length of a session id in bytes.
    static final int ID_BYTES = 8;

    /// The same after one more renewal.
    Session next() {
        return new Session(token, id, version + 1, issued, device, model, macServer, macClient);
    }
}
