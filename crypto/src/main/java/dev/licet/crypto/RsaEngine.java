package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.crypto.Cipher;

/// Who decrypts and verifies: Amazon Corretto Crypto Provider where it is installed and works on this machine, which
/// takes a third of the JDK's time for private keys, else the JDK. Both give the same answers; whatever the native one
/// does not want, the JDK gets. Encrypting and signing stay with the JDK, because the native engine draws its own
/// randomness, and here randomness is an argument.
final class RsaEngine {
    private static final String TYPE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String WANTED = "licet.crypto.native";

    private RsaEngine() {}

    /// Loaded with the first RSA operation: a library of 10 MB has to be unpacked and to test itself.
    private static final class Native {
        static final Optional<Provider> PROVIDER = find();

        private static Optional<Provider> find() {
            if (!Boolean.parseBoolean(System.getProperty(WANTED, "true"))) return Optional.empty();
            return ServiceLoader.load(Provider.class).stream()
                    .filter(found -> found.type().getName().equals(TYPE))
                    .findFirst()
                    .flatMap(Native::load);
        }

        private static Optional<Provider> load(ServiceLoader.Provider<Provider> found) {
            try {
                var provider = found.get();
                KeyFactory.getInstance("RSA", provider);
                return Optional.of(provider);
            } catch (GeneralSecurityException | RuntimeException | LinkageError notOnThisMachine) {
                return Optional.empty();
            }
        }
    }

    static String name() {
        return Native.PROVIDER.map(Provider::getName).orElse("JDK");
    }

    /// One RSA operation with the objects of one provider.
    interface Operation<T> {
        T run(Objects objects) throws GeneralSecurityException;
    }

    /// Makes ciphers and signatures.
    ///
    /// @param provider empty for the JDK
    record Objects(Optional<Provider> provider) {
        Cipher cipher(String algorithm) throws GeneralSecurityException {
            return provider.isPresent() ? Cipher.getInstance(algorithm, provider.get()) : Cipher.getInstance(algorithm);
        }

        Signature signature(String algorithm) throws GeneralSecurityException {
            return provider.isPresent()
                    ? Signature.getInstance(algorithm, provider.get())
                    : Signature.getInstance(algorithm);
        }

        PrivateKey key(RsaPrivateKey key) {
            return provider.isPresent() ? key.fast() : key.jca();
        }

        PublicKey key(RsaPublicKey key) {
            return key.jca();
        }
    }

    /// Keys that pass our checks and are refused by the native engine, or an engine that gives up, cost a second try
    /// and never an answer.
    static <T> T run(Operation<T> operation) throws GeneralSecurityException {
        if (Native.PROVIDER.isPresent()) {
            try {
                return operation.run(new Objects(Native.PROVIDER));
            } catch (InvalidKeyException | RuntimeException unwilling) {
                return operation.run(new Objects(Optional.empty()));
            }
        }
        return operation.run(new Objects(Optional.empty()));
    }

    /// The key in the form of the native engine, which it would otherwise make again for every operation.
    static PrivateKey translated(RSAPrivateCrtKey key) {
        if (Native.PROVIDER.isEmpty()) return key;
        try {
            return KeyFactory.getInstance("RSA", Native.PROVIDER.get())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException | RuntimeException unwilling) {
            return key;
        }
    }
}
