package dev.licet.storage.seal;

import dev.licet.crypto.Aead;
import dev.licet.crypto.Hkdf;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Authenticator;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// Seals columns under a key: the master key seals the root key, the root key seals everything else.
///
/// A sealed column is a version byte, 16 bytes of random salt, and AES-256-GCM ciphertext with its tag. Key and nonce
/// are derived for each column with HKDF from that key, the salt and the column's purpose, so that no nonce can
/// meet its key twice.
public final class Vault {
    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;

    private final SecretBytes key;
    private final SecretBytes hashKey;
    private final SecureRandom random;

    /// @param key 32 bytes
    public Vault(SecretBytes key, SecureRandom random) {
        this.key = key;
        this.random = random;
        this.hashKey = Purpose.AUTHENTICATORS.key(key);
    }

    /// The bytes for the column `where`.
    public byte[] seal(Sealed where, SecretBytes plain) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Keys keys = keys(where, salt);
        byte[] cipher = plain.expose(bytes -> Aead.seal(keys.key(), keys.nonce(), associated(where), bytes));
        return ByteBuffer.allocate(1 + SALT_BYTES + cipher.length)
                .put(VERSION)
                .put(salt)
                .put(cipher)
                .array();
    }

    /// Opens the column `where`, or throws [BrokenSeal].
    public SecretBytes open(Sealed where, byte[] sealed) {
        boolean ours = sealed != null && sealed.length >= 1 + SALT_BYTES + Aead.TAG_BYTES && sealed[0] == VERSION;
        if (!ours) throw new BrokenSeal(where);
        Keys keys = keys(where, Arrays.copyOfRange(sealed, 1, 1 + SALT_BYTES));
        byte[] cipher = Arrays.copyOfRange(sealed, 1 + SALT_BYTES, sealed.length);
        return Aead.open(keys.key(), keys.nonce(), associated(where), cipher)
                .map(SecretBytes::taking)
                .orElseThrow(() -> new BrokenSeal(where));
    }

    /// The keyed hash that is stored for an authenticator: 32 bytes, which reveal nothing without the root key.
    public byte[] hash(Environment environment, Authenticator authenticator) {
        byte[] account = ByteBuffer.allocate(Long.BYTES)
                .putLong(authenticator.account().value())
                .array();
        byte[] where = {(byte) (environment == Environment.TEST ? 'T' : 'P')};
        return authenticator.secret().expose(secret -> Hmac.sha256(hashKey, where, account, secret));
    }

    /// The key for a purpose, 32 bytes. It opens no column.
    public SecretBytes key(Purpose purpose) {
        return purpose.key(key);
    }

    private record Keys(SecretBytes key, byte[] nonce) {}

    private Keys keys(Sealed where, byte[] salt) {
        SecretBytes both = Hkdf.derive(key, salt, where.purpose(), Aead.KEY_BYTES + Aead.NONCE_BYTES);
        byte[] nonce = both.slice(Aead.KEY_BYTES, Aead.NONCE_BYTES).expose(byte[]::clone);
        return new Keys(both.slice(0, Aead.KEY_BYTES), nonce);
    }

    private static byte[] associated(Sealed where) {
        byte[] name = where.associated();
        return ByteBuffer.allocate(1 + name.length).put(VERSION).put(name).array();
    }
}
