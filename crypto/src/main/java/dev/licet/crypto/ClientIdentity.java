package dev.licet.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The certificate that a client shows to servers which ask for one, with its private key.
public final class ClientIdentity {
    private static final String NAME = "licet";
    private static final char[] NO_PASSWORD = {};

    private final X509ExtendedKeyManager keys;

    private ClientIdentity(X509ExtendedKeyManager keys) {
        this.keys = keys;
    }

    /// @param certificate the certificate and those of its issuers, PEM
    /// @param key         its private key, PKCS#8 in PEM, not encrypted
    /// @throws BadPem when one is none, or they do not belong together
    public static ClientIdentity of(byte[] certificate, byte[] key) throws BadPem {
        var chain = Pem.certificates(certificate);
        PrivateKey secret = Pem.key(key);
        if (!Pem.belongs(secret, chain.getFirst())) throw new BadPem("the key is not that of the certificate");
        try {
            return new ClientIdentity(manager(secret, chain.toArray(X509Certificate[]::new)));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("TLS", missing);
        }
    }

    private static X509ExtendedKeyManager manager(PrivateKey key, X509Certificate[] chain)
            throws GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        store.setKeyEntry(NAME, key, NO_PASSWORD, chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    /// Shows whatever is current when a server asks.
    static KeyManager[] showing(Supplier<ClientIdentity> current) {
        return new KeyManager[] {new Showing(current)};
    }

    private static final class Showing extends X509ExtendedKeyManager {
        private final Supplier<ClientIdentity> current;

        Showing(Supplier<ClientIdentity> current) {
            this.current = current;
        }

        private X509ExtendedKeyManager keys() {
            return current.get().keys;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return keys().chooseEngineClientAlias(types, issuers, engine);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return keys().chooseClientAlias(types, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String name) {
            return keys().getCertificateChain(name);
        }

        @Override
        public PrivateKey getPrivateKey(String name) {
            return keys().getPrivateKey(name);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys().getClientAliases(type, issuers);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
