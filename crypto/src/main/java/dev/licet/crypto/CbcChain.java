package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.crypto.Cipher;

/// AES-128-CBC with a key that is prepared once for many encryptions.
final class CbcChain {
    private final Cipher cipher;

    private CbcChain(Cipher cipher) {
        this.cipher = cipher;
    }

    /// Lends a chain for all that `use` encrypts.
    static <R> R under(SecretBytes key, Function<CbcChain, R> use) {
        try {
            return AesMode.CBC.ciphers().use(cipher -> {
                Aes.init(cipher, Cipher.ENCRYPT_MODE, Aes.of16Bytes(key), new byte[Aes.BLOCK_BYTES]);
                return use.apply(new CbcChain(cipher));
            });
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(AesMode.CBC.algorithm(), missing);
        }
    }

    /// Encrypts whole blocks in place, each time from a zero IV: after `doFinal` the cipher is in the state in which it
    /// was initialised, IV and all.
    void encrypt(byte[] blocks) {
        try {
            cipher.doFinal(blocks, 0, blocks.length, blocks, 0);
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(AesMode.CBC.algorithm(), missing);
        }
    }
}
