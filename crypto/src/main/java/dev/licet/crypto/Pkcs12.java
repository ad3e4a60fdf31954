package dev.licet.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Key files of RFC 7292 as keychains and `openssl pkcs12` make them: private keys with their certificates under a
/// password. Old files under RC2 and triple DES are read as well.
public final class Pkcs12 {
    /// How often something is hashed at most, in all.
    public static final int MOST_ROUNDS = 1_000_000;
    /// How many pieces may be locked in a file, each with a key of its own.
    public static final int MOST_ENTRIES = 4;

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

    /// What came of opening a file.
    public sealed interface Opening {
        /// The RSA keys that have a certificate, in no special order.
        record Opened(List<Entry> entries) implements Opening {}

        /// This is no such file or the password is wrong, which cannot be told apart.
        record Closed() implements Opening {}

        /// It would take too long, so it was not tried.
        ///
        /// @param rounds  how often it wants something to be hashed, in all
        /// @param entries how many pieces are locked in it
        record TooSlow(BigInteger rounds, int entries) implements Opening {}
    }

    /// Opens a file. Its author chooses how often passwords are hashed, so the counts are read first: files
    /// that ask for more than [#MOST_ROUNDS] rounds or hold more than [#MOST_ENTRIES] encrypted entries are
    /// refused.
    ///
    /// @param password UTF-8
    public static Opening open(byte[] file, SecretBytes password) {
        char[] letters = password.expose(bytes -> new String(bytes, StandardCharsets.UTF_8).toCharArray());
        try {
            var cost = Pkcs12Cost.of(file);
            if (isTooMuch(cost)) return tooSlow(cost);
            for (Pkcs12Cost.Locked contents : cost.locked()) cost.addOpened(opened(contents, letters));
            return isTooMuch(cost) ? tooSlow(cost) : opened(file, letters);
        } catch (NotBer | IOException | GeneralSecurityException otherFileOrPassword) {
            return new Opening.Closed();
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    private static boolean isTooMuch(Pkcs12Cost cost) {
        return cost.entries() > MOST_ENTRIES || cost.rounds().compareTo(BigInteger.valueOf(MOST_ROUNDS)) > 0;
    }

    private static Opening tooSlow(Pkcs12Cost cost) {
        return new Opening.TooSlow(cost.rounds(), cost.entries());
    }

    /// To look for keys inside that are locked once more; their counts do not stand outside.
    private static byte[] opened(Pkcs12Cost.Locked contents, char[] password)
            throws IOException, GeneralSecurityException {
        byte[] der = Der.element(Der.SEQUENCE, contents.algorithm(), Der.element(Der.OCTET_STRING, contents.cipher()));
        var info = new EncryptedPrivateKeyInfo(der);
        try {
            return opened(info, password);
        } catch (GeneralSecurityException wrong) {
            if (password.length > 0) throw wrong;
            // No password is written as none and as an empty one with its end (RFC 7292 appendix B.1).
            return opened(info, new char[1]);
        }
    }

    private static byte[] opened(EncryptedPrivateKeyInfo info, char[] password) throws GeneralSecurityException {
        var parameters = info.getAlgParameters();
        // The name of PBES2 says nothing of what it is made of; its parameters do.
        String name = info.getAlgName().startsWith("PBEWith") ? info.getAlgName() : parameters.toString();
        var spec = new PBEKeySpec(password);
        try {
            var cipher = Cipher.getInstance(name);
            cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(name).generateSecret(spec), parameters);
            return cipher.doFinal(info.getEncryptedData());
        } finally {
            spec.clearPassword();
        }
    }

    private static Opening opened(byte[] file, char[] letters) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file), letters);
        return new Opening.Opened(entries(store, letters));
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
