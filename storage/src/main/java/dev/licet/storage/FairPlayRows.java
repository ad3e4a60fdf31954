package dev.licet.storage;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.storage.seal.Sealed;
import java.util.List;

/// How FairPlay credentials lie in their row: the private keys of one set are sealed together, in [Parts] as
/// PKCS#8 DER.
final class FairPlayRows {
    private FairPlayRows() {}

    static Sealed keysOf(int id, Object owner) {
        return new Sealed("fairplay_credential", "sealed_keys", id, owner);
    }

    static Sealed secretOf(int id, Object owner) {
        return new Sealed("fairplay_credential", "sealed_secret", id, owner);
    }

    static SecretBytes join(List<RsaPrivateKey> keys) {
        return Parts.join(keys.stream().map(RsaPrivateKey::toPkcs8).toList());
    }

    static List<RsaPrivateKey> split(SecretBytes joined) {
        return Parts.split(joined).stream()
                .map(der -> der.expose(RsaPrivateKey::parse).orElseThrow())
                .toList();
    }
}
