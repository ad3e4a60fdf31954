package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// AES (FIPS 197) in the modes that Widevine, FairPlay and Common Encryption are defined with (NIST SP
/// 800-38A). Keys have 16 bytes, but for [#cbc256EncryptPadded] and its opposite. None of them authenticates:
/// what is decrypted here is checked by a signature, a CMAC or an integrity value.
public final class Aes {
    /// Block, key and IV length in bytes.
    public static final int BLOCK_BYTES = 16;
    /// Length in bytes of the key of [#cbc256EncryptPadded] and [#cbc256DecryptPadded].
    public static final int KEY_256_BYTES = 32;

    /// What a cipher is given when it goes back to wait, in place of a secret.
    static final SecretKeySpec NO_SECRET = new SecretKeySpec(new byte[BLOCK_BYTES], "AES");

    private Aes() {}

    /// CBC with PKCS#7 padding: the result is 1 to 16 bytes longer than `plain`, always whole blocks.
    public static byte[] cbcEncryptPadded(SecretBytes key, byte[] iv, byte[] plain) {
        return encrypt(AesMode.CBC_PADDED, key, iv, plain);
    }

    /// The same under a 32-byte key. It has its own name so that no other mode ever takes such a key by accident.
    public static byte[] cbc256EncryptPadded(SecretBytes key, byte[] iv, byte[] plain) {
        if (key.length() != KEY_256_BYTES) throw new IllegalArgumentException("AES-256 key must have 32 bytes");
        return encryptAny(AesMode.CBC_PADDED, key, iv, plain);
    }

    /// Undoes [#cbc256EncryptPadded]; empty when the length or the padding is wrong. What is decrypted must have been
    /// authenticated before: who can tell a wrong padding from another failure can decrypt.
    public static Optional<SecretBytes> cbc256DecryptPadded(SecretBytes key, byte[] iv, byte[] encrypted) {
        if (key.length() != KEY_256_BYTES) throw new IllegalArgumentException("AES-256 key must have 32 bytes");
        return decryptAny(AesMode.CBC_PADDED, key, iv, encrypted).map(SecretBytes::taking);
    }

    /// Undoes [#cbcEncryptPadded]; empty when the length or the padding is wrong.
    public static Optional<byte[]> cbcDecryptPadded(SecretBytes key, byte[] iv, byte[] encrypted) {
        return decrypt(AesMode.CBC_PADDED, key, iv, encrypted);
    }

    /// Undoes [#cbcEncryptPadded] where nothing authenticates the message. A wrong padding is no exception and
    /// takes no longer, so that whoever asks can go on as if it were right and refuse in the end. Else the time
    /// would tell about the text (Vaudenay 2002).
    /// @return empty when `encrypted` is not whole blocks, or none
    public static Optional<Unpadded> cbcDecryptUnauthenticated(SecretBytes key, byte[] iv, byte[] encrypted) {
        if (encrypted.length == 0) return Optional.empty();
        return cbcDecrypt(key, iv, encrypted).map(Unpadded::of);
    }

    /// CBC over whole blocks, nothing added.
    public static byte[] cbcEncrypt(SecretBytes key, byte[] iv, byte[] plain) {
        return encrypt(AesMode.CBC, key, iv, plain);
    }

    /// Undoes [#cbcEncrypt]; empty when `encrypted` is not whole blocks.
    public static Optional<byte[]> cbcDecrypt(SecretBytes key, byte[] iv, byte[] encrypted) {
        return decrypt(AesMode.CBC, key, iv, encrypted);
    }

    /// CTR from a first counter block of 16 bytes, counting up in all of it; as long as `data`. It undoes itself.
    public static byte[] ctr(SecretBytes key, byte[] counter, byte[] data) {
        return encrypt(AesMode.CTR, key, counter, data);
    }

    /// One 16-byte block, encrypted by itself.
    public static byte[] encryptBlock(SecretBytes key, byte[] block) {
        return encrypt(AesMode.ECB, key, null, oneBlock(block));
    }

    /// One 16-byte block, decrypted by itself.
    public static byte[] decryptBlock(SecretBytes key, byte[] block) {
        return decrypt(AesMode.ECB, key, null, oneBlock(block)).orElseThrow();
    }

    private static byte[] oneBlock(byte[] block) {
        if (block.length != BLOCK_BYTES) throw new IllegalArgumentException("an AES block has 16 bytes");
        return block;
    }

    private static byte[] encrypt(AesMode mode, SecretBytes key, byte @Nullable [] iv, byte[] plain) {
        return encryptAny(mode, of16Bytes(key), iv, plain);
    }

    static SecretBytes of16Bytes(SecretBytes key) {
        if (key.length() != BLOCK_BYTES) throw new IllegalArgumentException("AES key must have 16 bytes");
        return key;
    }

    private static byte[] encryptAny(AesMode mode, SecretBytes key, byte @Nullable [] iv, byte[] plain) {
        try {
            return mode.ciphers()
                    .use(cipher -> init(cipher, Cipher.ENCRYPT_MODE, key, iv).doFinal(plain));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(mode.algorithm(), missing);
        }
    }

    private static Optional<byte[]> decrypt(AesMode mode, SecretBytes key, byte @Nullable [] iv, byte[] encrypted) {
        return decryptAny(mode, of16Bytes(key), iv, encrypted);
    }

    private static Optional<byte[]> decryptAny(AesMode mode, SecretBytes key, byte @Nullable [] iv, byte[] encrypted) {
        try {
            return Optional.of(mode.ciphers()
                    .use(cipher -> init(cipher, Cipher.DECRYPT_MODE, key, iv).doFinal(encrypted)));
        } catch (BadPaddingException | IllegalBlockSizeException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(mode.algorithm(), missing);
        }
    }

    static Cipher init(Cipher cipher, int direction, SecretBytes key, byte @Nullable [] iv)
            throws GeneralSecurityException {
        var secret = new SecretKeySpec(key.raw(), "AES");
        if (iv == null) cipher.init(direction, secret);
        else cipher.init(direction, secret, new IvParameterSpec(iv));
        return cipher;
    }
}
