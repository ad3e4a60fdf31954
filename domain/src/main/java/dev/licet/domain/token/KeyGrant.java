package dev.licet.domain.token;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import java.util.Optional;

/// One content key that a token grants, with the rules for that key alone.
///
/// @param kid           absent only in a FairPlay token, where the device never needs it
/// @param key           the content key, 16 bytes
/// @param securityLevel Widevine robustness 1 to 5 (SW_SECURE_CRYPTO to HW_SECURE_ALL); FairPlay ignores it
/// @param hdcp          output protection demanded
/// @param track         what the key protects, if the caller said so
public record KeyGrant(Optional<KeyId> kid, SecretBytes key, int securityLevel, Hdcp hdcp, Optional<TrackType> track) {
    /// Length of a content key in bytes.
    public static final int KEY_BYTES = 16;

    public KeyGrant {
        if (key.length() != KEY_BYTES) throw new IllegalArgumentException("key: must have 16 bytes");
        if (securityLevel < 1 || securityLevel > 5) throw new IllegalArgumentException("securityLevel: must be 1 to 5");
    }
}
