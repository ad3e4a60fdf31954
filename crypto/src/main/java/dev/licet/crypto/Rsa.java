package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSA as the two DRM systems use it (RFC 8017): PSS with SHA-1 and a 20-byte salt, OAEP with SHA-1 or SHA-256.
public final class Rsa {
    static final String PSS = "RSASSA-PSS";
    private static final String OAEP = "RSA/ECB/OAEPPadding";
    static final PSSParameterSpec PSS_SHA1 =
            new PSSParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, 20, PSSParameterSpec.TRAILER_FIELD_BC);

    private Rsa() {}

    /// The OAEP variants in use, always with an empty label. The mask hash is spelled out because the JDK's
    /// `OAEPWithSHA-256AndMGF1Padding` means MGF1 with SHA-1.
    public enum Oaep {
        /// SHA-1 with MGF1-SHA-1: Widevine, and FairPlay SPC version 1.
        SHA1("SHA-1", MGF1ParameterSpec.SHA1),
        /// SHA-256 with MGF1-SHA-256: FairPlay SPC versions 2 and 3.
        SHA256("SHA-256", MGF1ParameterSpec.SHA256);

        private final AlgorithmParameterSpec parameters;

        Oaep(String hash, MGF1ParameterSpec mask) {
            this.parameters = new OAEPParameterSpec(hash, "MGF1", mask, PSource.PSpecified.DEFAULT);
        }
    }

    /// The name of the provider that computes: a native library or the JDK. The first call loads the library,
    /// which may take a second.
    public static String engine() {
        return RsaEngine.name();
    }

    /// Whether `signature` is a PSS-SHA-1 signature over `message`.
    public static boolean verifyPss(RsaPublicKey key, byte[] message, byte[] signature) {
        try {
            return RsaEngine.run(verification(key, message, signature));
        } catch (SignatureException wrongLength) {
            return false;
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(PSS, missing);
        }
    }

    static RsaEngine.Operation<Boolean> verification(RsaPublicKey key, byte[] message, byte[] signature) {
        return objects -> objects.verifiers().use(verifier -> {
            verifier.initVerify(objects.key(key));
            verifier.update(message);
            return verifier.verify(signature);
        });
    }

    /// Signs `message` with PSS-SHA-1.
    public static byte[] signPss(RsaPrivateKey key, byte[] message, SecureRandom random) {
        try {
            Signature signer = Signature.getInstance(PSS);
            signer.setParameter(PSS_SHA1);
            signer.initSign(key.jca(), random);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(PSS, missing);
        }
    }

    /// Encrypts a short secret to `key`; the result is as long as the modulus.
    ///
    /// The padding is random. A native engine has a source of its own and draws from that where `random` is the
    /// platform's; any other source, such as one that repeats itself, is asked.
    public static byte[] encryptOaep(Oaep variant, RsaPublicKey key, SecretBytes plain, SecureRandom random) {
        RsaEngine.Operation<byte[]> encryption = encryption(variant, key, plain, random);
        try {
            return isThePlatforms(random) ? RsaEngine.run(encryption) : RsaEngine.runByJdk(encryption);
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(OAEP, missing);
        }
    }

    static RsaEngine.Operation<byte[]> encryption(
            Oaep variant, RsaPublicKey key, SecretBytes plain, SecureRandom random) {
        return objects -> {
            Cipher cipher = objects.cipher(OAEP);
            cipher.init(Cipher.ENCRYPT_MODE, objects.key(key), variant.parameters, random);
            return cipher.doFinal(plain.raw());
        };
    }

    private static boolean isThePlatforms(SecureRandom random) {
        return random.getClass() == SecureRandom.class;
    }

    /// Decrypts. Empty for every kind of failure alike, because a caller that could tell them apart would be a
    /// decryption oracle (Manger 2001).
    public static Optional<SecretBytes> decryptOaep(Oaep variant, RsaPrivateKey key, byte[] encrypted) {
        try {
            return Optional.of(SecretBytes.taking(RsaEngine.run(decryption(variant, key, encrypted))));
        } catch (BadPaddingException | IllegalBlockSizeException notForThisKey) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(OAEP, missing);
        }
    }

    static RsaEngine.Operation<byte[]> decryption(Oaep variant, RsaPrivateKey key, byte[] encrypted) {
        return objects -> {
            Cipher cipher = objects.cipher(OAEP);
            cipher.init(Cipher.DECRYPT_MODE, objects.key(key), variant.parameters);
            return cipher.doFinal(encrypted);
        };
    }
}
