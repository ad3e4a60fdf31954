package dev.licet.drm.widevine;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.WidevineSessionKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is random in a license.
///
/// @param sessionKey 16 bytes
/// @param sessionId  8 bytes
/// @param ivs        one of 16 bytes for each content key, then one for the signing key
/// @param signingKey 64 bytes, the server's half and the client's half; only when the license can be renewed
record LicenseRandomness(SecretBytes sessionKey, byte[] sessionId, List<byte[]> ivs, Optional<SecretBytes> signingKey) {

    static LicenseRandomness of(Grant grant, SecureRandom random) {
        var signingKey = grant.policy().canRenew()
                ? Optional.of(SecretBytes.random(random, 2 * WidevineSessionKeys.MAC_BYTES))
                : Optional.<SecretBytes>empty();
        return new LicenseRandomness(
                SecretBytes.random(random, WidevineSessionKeys.SESSION_KEY_BYTES),
                bytes(random, Session.ID_BYTES),
                Stream.generate(() -> bytes(random, Aes.BLOCK_BYTES))
                        .limit(grant.keys().size() + 1L)
                        .toList(),
                signingKey);
    }

    private static byte[] bytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
