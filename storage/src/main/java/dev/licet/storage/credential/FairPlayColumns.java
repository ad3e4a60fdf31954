package dev.licet.storage.credential;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.storage.seal.Sealed;
import java.util.List;

/// How FairPlay credentials lie in their row: the private keys of one set are sealed together, in [SecretParts] as
/// PKCS#8 DER.
public final class FairPlayColumns {
    private FairPlayColumns() {}

    /// The column of the private keys of a credential.
    public static Sealed keysOf(int id, Object owner) {
        return new Sealed("fairplay_credential", "sealed_keys", id, owner);
    }

    /// The column of the application secret key of a credential.
    public static Sealed secretOf(int id, Object owner) {
        return new Sealed("fairplay_credential", "sealed_secret", id, owner);
    }

    static SecretBytes join(List<RsaPrivateKey> keys) {
        return SecretParts.join(keys.stream().map(RsaPrivateKey::toPkcs8).toList());
    }

    static List<RsaPrivateKey> split(SecretBytes joined) {
        return SecretParts.split(joined).stream()
                .map(der -> der.expose(RsaPrivateKey::parse).orElseThrow())
                .toList();
    }
}
