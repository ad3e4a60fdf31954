package dev.licet.drm.fairplay;

import dev.licet.crypto.Digest;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.drm.wire.FairPlayBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One certificate of a credential with its private key, and the hashes by which devices name it
/// (reference: fairplay.md 2.3).
///
/// @param sha1   of the certificate's DER, 20 bytes
/// @param hashes SHA-1 and SHA-256 of the certificate and of the whole file
/// @param key    opens what was sealed for the certificate
record CertificateKey(byte[] sha1, List<byte[]> hashes, RsaPrivateKey key) {
    /// Those certificates of the file that have a private key. Others are of no use, so they are passed over.
    static List<CertificateKey> of(FairPlayCredential credential) {
        byte[] file = credential.certificate();
        var found = new ArrayList<CertificateKey>();
        for (byte[] der : FairPlayBundle.split(file))
            keyOf(der, credential).ifPresent(key -> found.add(of(der, file, key)));
        return List.copyOf(found);
    }

    private static CertificateKey of(byte[] der, byte[] file, RsaPrivateKey key) {
        return new CertificateKey(Digest.sha1(der), hashes(der, file), key);
    }

    private static List<byte[]> hashes(byte[] der, byte[] file) {
        return List.of(Digest.sha1(der), Digest.sha256(der), Digest.sha1(file), Digest.sha256(file));
    }

    /// All hashes by which a device may mean that file, with or without private keys.
    static List<byte[]> names(byte[] file) {
        return FairPlayBundle.split(file).stream()
                .flatMap(der -> hashes(der, file).stream())
                .toList();
    }

    private static Optional<RsaPrivateKey> keyOf(byte[] der, FairPlayCredential credential) {
        return SelfSignedCertificate.publicKeyOf(der).flatMap(certified -> credential.privateKeys().stream()
                .filter(key -> key.publicKey().matches(certified))
                .findFirst());
    }

    boolean isNamed(byte[] hash) {
        return hashes.stream().anyMatch(own -> Arrays.equals(own, hash));
    }
}
