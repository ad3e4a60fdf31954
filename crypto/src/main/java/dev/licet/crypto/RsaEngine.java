package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.ServiceLoader;

/// The provider that does RSA: Amazon Corretto Crypto Provider where it is installed and works on this machine,
/// else the JDK, which takes three times as long with private keys and twice as long with public ones. Both
/// give the same answers. The native engine draws randomness from a source of its own, but here the source is
/// an argument. So the JDK signs always, and encrypts when the source is not the platform's; it also serves
/// every key that the native engine refuses.
final class RsaEngine {
    private static final String TYPE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String WANTED = "licet.crypto.native";

    private RsaEngine() {}

    /// Loaded with the first RSA operation: a library of 10 MB has to be unpacked and to test itself.
    private static final class Native {
        static final RsaObjects OBJECTS = new RsaObjects(find());

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
        return Native.OBJECTS.provider().map(Provider::getName).orElse("JDK");
    }

    /// One RSA operation with the objects of one provider.
    interface Operation<T> {
        T run(RsaObjects objects) throws GeneralSecurityException;
    }

    private static final RsaObjects JDK = new RsaObjects(Optional.empty());

    /// Keys that pass our checks and are refused by the native engine, or an engine that gives up, cost a second try
    /// and never an answer.
    static <T> T run(Operation<T> operation) throws GeneralSecurityException {
        if (!Native.OBJECTS.areNative()) return runByJdk(operation);
        try {
            return operation.run(Native.OBJECTS);
        } catch (InvalidKeyException | RuntimeException unwilling) {
            return runByJdk(operation);
        }
    }

    /// Runs an operation with the JDK alone: signing, and every operation that must draw from the caller's
    /// source of randomness.
    static <T> T runByJdk(Operation<T> operation) throws GeneralSecurityException {
        return operation.run(JDK);
    }

    /// The key in the form of the native engine, which it would otherwise make again for every operation.
    static PrivateKey translated(RSAPrivateCrtKey key) {
        return translated(key, factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded())));
    }

    /// The same for a public key.
    static PublicKey translated(RSAPublicKey key) {
        return translated(key, factory -> factory.generatePublic(new X509EncodedKeySpec(key.getEncoded())));
    }

    private static <K> K translated(K key, Pool.Use<KeyFactory, K> translation) {
        if (!Native.OBJECTS.areNative()) return key;
        try {
            return Native.OBJECTS.keyFactories().use(translation);
        } catch (GeneralSecurityException | RuntimeException unwilling) {
            return key;
        }
    }
}
