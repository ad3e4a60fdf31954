package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Cipher;

/// The JCA objects of one provider: makes ciphers, lends pooled objects that hold no secret, and gives keys in the
/// form that the provider works with.
final class RsaObjects {
    private final Optional<Provider> provider;
    private final Pool<Signature> verifiers;
    private final Pool<KeyFactory> keyFactories;

    /// @param provider empty for the JDK
    RsaObjects(Optional<Provider> provider) {
        this.provider = provider;
        this.verifiers = new Pool<>(this::verifier, knowsNoSecret -> {});
        this.keyFactories = new Pool<>(this::keyFactory, keepsNothing -> {});
    }

    Optional<Provider> provider() {
        return provider;
    }

    boolean areNative() {
        return provider.isPresent();
    }

    Cipher cipher(String algorithm) throws GeneralSecurityException {
        return provider.isPresent() ? Cipher.getInstance(algorithm, provider.get()) : Cipher.getInstance(algorithm);
    }

    private Signature verifier() throws GeneralSecurityException {
        Signature verifier =
                provider.isPresent() ? Signature.getInstance(Rsa.PSS, provider.get()) : Signature.getInstance(Rsa.PSS);
        verifier.setParameter(Rsa.PSS_SHA1);
        return verifier;
    }

    private KeyFactory keyFactory() throws GeneralSecurityException {
        return provider.isPresent() ? KeyFactory.getInstance("RSA", provider.get()) : KeyFactory.getInstance("RSA");
    }

    Pool<KeyFactory> keyFactories() {
        return keyFactories;
    }

    /// Verifiers of [Rsa#PSS] with [Rsa#PSS_SHA1].
    Pool<Signature> verifiers() {
        return verifiers;
    }

    PrivateKey key(RsaPrivateKey key) {
        return provider.isPresent() ? key.fast() : key.jca();
    }

    PublicKey key(RsaPublicKey key) {
        return provider.isPresent() ? key.fast() : key.jca();
    }
}
