package dev.licet.crypto;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.jspecify.annotations.Nullable;

/// The modes of [Aes], each with the ciphers that wait for work.
enum AesMode {
    CBC_PADDED("AES/CBC/PKCS5Padding"),
    CBC("AES/CBC/NoPadding"),
    CTR("AES/CTR/NoPadding"),
    ECB("AES/ECB/NoPadding");

    private final String algorithm;
    private final Pool<Cipher> ciphers;

    AesMode(String algorithm) {
        this.algorithm = algorithm;
        this.ciphers = new Pool<>(
                () -> Cipher.getInstance(algorithm),
                cipher -> cipher.init(Cipher.DECRYPT_MODE, Aes.NO_SECRET, parameters()));
    }

    private @Nullable IvParameterSpec parameters() {
        return this == ECB ? null : new IvParameterSpec(new byte[Aes.BLOCK_BYTES]);
    }

    /// The name that the Java platform knows it by.
    String algorithm() {
        return algorithm;
    }

    /// Ready to be initialised, and without a secret between two uses.
    Pool<Cipher> ciphers() {
        return ciphers;
    }
}
