package dev.licet.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// An AES-256 key inside a hardware security module, reached through PKCS#11 (OASIS PKCS #11 v2.40). It never leaves
/// the module: what it wraps is sent in, and comes back sealed with AES-GCM.
public final class HardwareKey {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /// What a key made by us may do: work inside the module, and never be read.
    private static final String ATTRIBUTES = "attributes(*,CKO_SECRET_KEY,CKK_AES) = {\n"
            + "CKA_SENSITIVE = true\nCKA_EXTRACTABLE = false\nCKA_ENCRYPT = true\nCKA_DECRYPT = true\n}\n";

    private final Provider provider;
    private final SecretKey key;

    private HardwareKey(Provider provider, SecretKey key) {
        this.provider = provider;
        this.key = key;
    }

    /// Where a key is.
    ///
    /// @param library   the vendor's PKCS#11 library
    /// @param slotIndex which of its slots, counted from 0
    /// @param pin       opens the slot's token
    /// @param label     the name of the key in the token
    public record Place(Path library, int slotIndex, SecretBytes pin, String label) {}

    /// The key cannot be had. The message is for the operator, says what to look at, and holds no secret.
    public static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        /// Never null.
        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /// The key with that label; empty when the token has none. Throws [Unavailable].
    public static Optional<HardwareKey> find(Place place) {
        Provider provider = provider(place);
        try {
            Key key = token(provider, place).getKey(place.label(), null);
            return key instanceof SecretKey secret ? Optional.of(new HardwareKey(provider, secret)) : Optional.empty();
        } catch (GeneralSecurityException | ProviderException failure) {
            throw broken(place, failure);
        }
    }

    /// Makes a key with that label. Throws [Unavailable].
    public static HardwareKey make(Place place) {
        Provider provider = provider(place);
        try {
            KeyStore token = token(provider, place);
            var generator = KeyGenerator.getInstance("AES", provider);
            generator.init(256);
            token.setEntry(place.label(), new KeyStore.SecretKeyEntry(generator.generateKey()), null);
            return new HardwareKey(provider, (SecretKey) token.getKey(place.label(), null));
        } catch (GeneralSecurityException | ProviderException failure) {
            throw broken(place, failure);
        }
    }

    private static Provider provider(Place place) {
        if (!Files.isReadable(place.library())) {
            throw new Unavailable("there is no PKCS#11 library " + place.library(), null);
        }
        String settings = "--name = licet\nlibrary = \"" + place.library() + "\"\nslotListIndex = " + place.slotIndex()
                + "\n" + ATTRIBUTES;
        try {
            return Security.getProvider("SunPKCS11").configure(settings);
        } catch (InvalidParameterException | ProviderException failure) {
            throw new Unavailable(
                    "the PKCS#11 library " + place.library() + " has no usable slot with the index "
                            + place.slotIndex(),
                    failure);
        }
    }

    private static KeyStore token(Provider provider, Place place) throws GeneralSecurityException {
        KeyStore token = KeyStore.getInstance("PKCS11", provider);
        char[] pin = place.pin().expose(HardwareKey::characters);
        try {
            token.load(null, pin);
            return token;
        } catch (IOException refused) {
            throw new Unavailable(
                    "the PKCS#11 token in the slot with the index " + place.slotIndex() + " of " + place.library()
                            + " does not open with this PIN",
                    refused);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private static char[] characters(byte[] ascii) {
        char[] characters = new char[ascii.length];
        for (int i = 0; i < ascii.length; i++) characters[i] = (char) (ascii[i] & 0xff);
        return characters;
    }

    private static Unavailable broken(Place place, Exception failure) {
        return new Unavailable("the PKCS#11 token behind " + place.library() + " failed", failure);
    }

    /// Seals `secret` inside the module.
    ///
    /// @param associated must be given again to open it
    /// @return a nonce of 12 bytes, the ciphertext, and a tag of 16 bytes
    public byte[] wrap(SecretBytes secret, byte[] associated, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, associated);
            byte[] sealed = cipher.doFinal(secret.raw());
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException | ProviderException failure) {
            throw new Unavailable("the PKCS#11 token cannot seal with " + ALGORITHM, failure);
        }
    }

    /// Opens what [#wrap] made; empty when it was made by another key, or changed.
    public Optional<SecretBytes> unwrap(byte[] wrapped, byte[] associated) {
        if (wrapped.length < NONCE_BYTES + TAG_BYTES) return Optional.empty();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE_BYTES), associated);
            return Optional.of(SecretBytes.taking(cipher.doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES)));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException | ProviderException failure) {
            throw new Unavailable("the PKCS#11 token cannot open with " + ALGORITHM, failure);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM, provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
