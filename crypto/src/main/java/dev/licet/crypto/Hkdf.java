package dev.licet.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// HKDF-SHA-256 (RFC 5869), extract then expand.
public final class Hkdf {
    private static final String ALGORITHM = "HKDF-SHA256";

    /// Where no provider is named, the JDK opens each that it can find, and loads their native libraries, before it
    /// takes its own.
    private static final Pool<KDF> KDFS = new Pool<>(() -> KDF.getInstance(ALGORITHM, "SunJCE"), keepsNothing -> {});

    private Hkdf() {}

    /// Derives `length` bytes (at most 8160) from `key`, bound to `salt` and to the purpose in `info`.
    public static SecretBytes derive(SecretBytes key, byte[] salt, byte[] info, int length) {
        var parameters =
                HKDFParameterSpec.ofExtract().addIKM(key.raw()).addSalt(salt).thenExpand(info, length);
        try {
            return SecretBytes.taking(KDFS.use(kdf -> kdf.deriveData(parameters)));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        }
    }
}
