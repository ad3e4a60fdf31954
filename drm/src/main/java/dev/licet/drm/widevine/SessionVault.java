package dev.licet.drm.widevine;

import dev.licet.crypto.Aead;
import dev.licet.crypto.Hkdf;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// Seals sessions into a text that devices keep, so that any node can renew what another one gave
/// (reference: widevine.md 2.8).
///
/// Format 2: one byte 2, the sealing key's id in 4 bytes, a random salt of 16 bytes; then AES-256-GCM, with
/// those 21 bytes authenticated, over token id (16), session id (8), version (4), time of issue (8), the MAC
/// keys (32 and 32), the serial numbers of device and model, each behind its length in one byte, account (4),
/// environment (1), and the kids (16 each) behind their number in one byte. Format 1, which licenses of
/// before have, ends with the model. Key and nonce come from the sealing key and the salt by HKDF, so that no
/// nonce can ever come twice under one key.
final class SessionVault {
    private static final int FORMAT_WITHOUT_OWNER = 1;
    private static final int FORMAT = 2;
    private static final int SALT_BYTES = 16;
    private static final int HEADER_BYTES = 1 + Integer.BYTES + SALT_BYTES;
    private static final byte[] PURPOSE = "licet widevine session 1".getBytes(StandardCharsets.US_ASCII);

    private final SealingKeys sealingKeys;

    SessionVault(SealingKeys sealingKeys) {
        this.sealingKeys = sealingKeys;
    }

    SealingKey newest() {
        return sealingKeys.newest();
    }

    byte[] seal(Session session, SealingKey key, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) (session.owner().isPresent() ? FORMAT : FORMAT_WITHOUT_OWNER))
                .putInt(key.id())
                .put(salt)
                .array();
        byte[] plain = SessionForm.write(session);
        var derived = Derived.of(key, salt);
        byte[] sealed = Aead.seal(derived.key, derived.nonce, header, plain);
        Arrays.fill(plain, (byte) 0);
        return ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    /// Empty when it is not ours, was changed, or its sealing key has been retired.
    Optional<Session> open(byte[] text) {
        if (text.length < HEADER_BYTES || !isKnown(text[0])) return Optional.empty();
        byte[] header = Arrays.copyOf(text, HEADER_BYTES);
        byte[] salt = Arrays.copyOfRange(header, HEADER_BYTES - SALT_BYTES, HEADER_BYTES);
        byte[] sealed = Arrays.copyOfRange(text, HEADER_BYTES, text.length);
        return sealingKeys
                .find(ByteBuffer.wrap(header).getInt(1))
                .map(key -> Derived.of(key, salt))
                .flatMap(derived -> Aead.open(derived.key, derived.nonce, header, sealed))
                .map(plain -> SessionForm.read(plain, header[0] == FORMAT));
    }

    private static boolean isKnown(byte format) {
        return format == FORMAT || format == FORMAT_WITHOUT_OWNER;
    }

    private record Derived(SecretBytes key, byte[] nonce) {
        static Derived of(SealingKey key, byte[] salt) {
            var both = Hkdf.derive(key.key(), salt, PURPOSE, Aead.KEY_BYTES + Aead.NONCE_BYTES);
            return new Derived(
                    both.slice(0, Aead.KEY_BYTES),
                    both.slice(Aead.KEY_BYTES, Aead.NONCE_BYTES).expose(byte[]::clone));
        }
    }
}
