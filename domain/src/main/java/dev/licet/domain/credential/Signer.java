package dev.licet.domain.credential;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Digest;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/// Who signs requests at the doors of Google's two key interfaces: a packager, or a proxy of license requests
/// (reference: widevine.md 3.2).
///
/// @param name        stands in the path and in the envelope: 1 to 64 letters, digits, points, hyphens and underscores
/// @param account     whose it is
/// @param environment where; a name is one signer there, whatever the account
/// @param key         what its signatures are checked with
public record Signer(String name, AccountId account, Environment environment, SigningKey key) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Signer {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name: must be 1 to 64 letters, digits, points, hyphens and underscores");
        }
    }

    /// Whether a signer can be called that.
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// How requests are signed.
    public sealed interface SigningKey {
        /// Whether `signature` is one over `message`, byte for byte as it came.
        boolean verifies(byte[] message, byte[] signature);

        /// The word for its kind.
        String word();
    }

    /// AES-256 in CBC mode with PKCS#7 over the SHA-1 of the message: 20 bytes become 32.
    ///
    /// @param key 32 bytes
    /// @param iv  16 bytes, always the same, as secret as the key
    public record AesKey(SecretBytes key, SecretBytes iv) implements SigningKey {
        /// The word for this kind.
        public static final String WORD = "aes";
        /// Length of the key in bytes.
        public static final int KEY_BYTES = 32;
        /// Length of the IV in bytes.
        public static final int IV_BYTES = 16;

        public AesKey {
            if (key.length() != KEY_BYTES) throw new IllegalArgumentException("key: must have 32 bytes");
            if (iv.length() != IV_BYTES) throw new IllegalArgumentException("iv: must have 16 bytes");
        }

        /// The signature that the owner of the key would make.
        public byte[] sign(byte[] message) {
            return iv.expose(bytes -> Aes.cbc256EncryptPadded(key, bytes, Digest.sha1(message)));
        }

        @Override
        public boolean verifies(byte[] message, byte[] signature) {
            return MessageDigest.isEqual(sign(message), signature);
        }

        @Override
        public String word() {
            return WORD;
        }
    }

    /// RSASSA-PSS with SHA-1 over the message.
    ///
    /// @param key the signer keeps the private half
    public record RsaKey(RsaPublicKey key) implements SigningKey {
        /// The word for this kind.
        public static final String WORD = "rsa";
        /// The smallest modulus, in bits.
        public static final int LEAST_BITS = 2048;
        /// The largest.
        public static final int MOST_BITS = 4096;

        public RsaKey {
            if (key.bits() < LEAST_BITS || key.bits() > MOST_BITS) {
                throw new IllegalArgumentException("key: must be RSA with 2048 to 4096 bits");
            }
        }

        @Override
        public boolean verifies(byte[] message, byte[] signature) {
            return Rsa.verifyPss(key, message, signature);
        }

        @Override
        public String word() {
            return WORD;
        }
    }
}
