package dev.licet.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM (NIST SP 800-38D) with a 12-byte nonce and a 16-byte tag.
///
/// The caller answers for the nonce: it must never come twice under one key. Callers here derive a fresh key and nonce
/// for each message from a random salt of 16 bytes or more, so that no counter is needed and 2^48 messages are safe.
public final class Aead {
    /// Key length in bytes.
    public static final int KEY_BYTES = 32;
    /// Nonce length in bytes.
    public static final int NONCE_BYTES = 12;
    /// Tag length in bytes, appended to the ciphertext.
    public static final int TAG_BYTES = 16;

    private static final String ALGORITHM = "AES/GCM/NoPadding";

    private static final SecretBytes NO_SECRET =
            SecretBytes.taking("no secret, of thirty-two letters".getBytes(StandardCharsets.US_ASCII));
    private static final Pool<Cipher> SEALING = pool(Cipher.ENCRYPT_MODE);
    private static final Pool<Cipher> OPENING = pool(Cipher.DECRYPT_MODE);

    /// The JDK's cipher remembers the last key and nonce and refuses to encrypt with the same pair again.
    /// After sealing it is therefore initialised with a dummy key and nonce. Without that, a fixed source of
    /// randomness (in tests) would fail or succeed depending on which pooled cipher it gets.
    private static Pool<Cipher> pool(int mode) {
        return new Pool<>(
                () -> Cipher.getInstance(ALGORITHM),
                cipher -> init(cipher, mode, new Input(NO_SECRET, new byte[NONCE_BYTES], new byte[0])));
    }

    private Aead() {}

    /// Encrypts `plain` and authenticates it together with `associated`.
    /// @return ciphertext of the length of `plain`, then the tag
    public static byte[] seal(SecretBytes key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            var input = new Input(key, nonce, associated);
            return SEALING.use(
                    cipher -> init(cipher, Cipher.ENCRYPT_MODE, input).doFinal(plain));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        }
    }

    /// Opens what [#seal] made, or is empty when a single bit of key, nonce, associated data or ciphertext differs.
    public static Optional<byte[]> open(SecretBytes key, byte[] nonce, byte[] associated, byte[] sealed) {
        if (sealed.length < TAG_BYTES) return Optional.empty();
        try {
            var input = new Input(key, nonce, associated);
            return Optional.of(OPENING.use(
                    cipher -> init(cipher, Cipher.DECRYPT_MODE, input).doFinal(sealed)));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        }
    }

    /// What a cipher is given besides the text.
    private record Input(SecretBytes key, byte[] nonce, byte[] associated) {}

    private static Cipher init(Cipher cipher, int mode, Input input) throws GeneralSecurityException {
        if (input.key().length() != KEY_BYTES) throw new IllegalArgumentException("AEAD key must have 32 bytes");
        var key = new SecretKeySpec(input.key().raw(), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, input.nonce()));
        cipher.updateAAD(input.associated());
        return cipher;
    }
}
