package dev.licet.storage;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.storage.seal.Sealed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// How FairPlay credentials lie in their row: the private keys of one set are sealed together, each as its length in
/// four bytes and its PKCS#8 DER.
final class FairPlayRows {
    private FairPlayRows() {}

    static Sealed keysOf(int id, Object owner) {
        return new Sealed("fairplay_credential", "sealed_keys", id, owner);
    }

    static Sealed secretOf(int id, Object owner) {
        return new Sealed("fairplay_credential", "sealed_secret", id, owner);
    }

    static SecretBytes join(List<RsaPrivateKey> keys) {
        List<SecretBytes> parts = keys.stream().map(RsaPrivateKey::toPkcs8).toList();
        int length =
                parts.stream().mapToInt(part -> Integer.BYTES + part.length()).sum();
        var joined = ByteBuffer.allocate(length);
        for (SecretBytes part : parts) joined.putInt(part.length()).put(part.<byte[]>expose(byte[]::clone));
        return SecretBytes.taking(joined.array());
    }

    static List<RsaPrivateKey> split(SecretBytes joined) {
        return joined.expose(bytes -> {
            var keys = new ArrayList<RsaPrivateKey>();
            for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                byte[] der = new byte[rest.getInt()];
                rest.get(der);
                keys.add(RsaPrivateKey.parse(der).orElseThrow());
            }
            return keys;
        });
    }
}
