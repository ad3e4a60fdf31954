package dev.licet.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Key files of RFC 7292 as keychains and `openssl pkcs12` make them: private keys with their certificates under a
/// password. Old files under RC2 and triple DES are read as well.
public final class Pkcs12 {
    private Pkcs12() {}

    /// An RSA key and its certificate, DER. It does not print the key.
    public record Entry(RsaPrivateKey key, byte[] certificate) {
        public Entry {
            certificate = certificate.clone();
        }

        @Override
        public byte[] certificate() {
            return certificate.clone();
        }
    }

    /// The RSA keys of a file that have a certificate, in no special order.
    ///
    /// @param password UTF-8
    /// @return empty when this is no such file or the password is wrong, which cannot be told apart
    public static Optional<List<Entry>> open(byte[] file, SecretBytes password) {
        char[] letters = password.expose(bytes -> new String(bytes, StandardCharsets.UTF_8).toCharArray());
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), letters);
            return Optional.of(entries(store, letters));
        } catch (IOException | GeneralSecurityException otherFileOrPassword) {
            return Optional.empty();
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    private static List<Entry> entries(KeyStore store, char[] password) throws GeneralSecurityException {
        var entries = new ArrayList<Entry>();
        for (String alias : Collections.list(store.aliases())) {
            if (!store.isKeyEntry(alias) || store.getCertificate(alias) == null) continue;
            byte[] certificate = store.getCertificate(alias).getEncoded();
            byte[] pkcs8 = store.getKey(alias, password).getEncoded();
            RsaPrivateKey.parse(pkcs8).ifPresent(key -> entries.add(new Entry(key, certificate)));
            Arrays.fill(pkcs8, (byte) 0);
        }
        return entries;
    }
}
