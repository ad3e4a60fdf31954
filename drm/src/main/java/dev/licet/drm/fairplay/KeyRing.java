package dev.licet.drm.fairplay;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.domain.Environment;
import dev.licet.domain.Recent;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds the private key for an SPC among all credentials of an account. Reading certificates costs more than
/// opening an SPC, so what was read is kept by the credential's id.
final class KeyRing {
    private static final int MOST_KEPT = 256;

    private final FairPlayCredentials credentials;
    private final Recent<Long, Parsed> kept = new Recent<>(MOST_KEPT);

    KeyRing(FairPlayCredentials credentials) {
        this.credentials = credentials;
    }

    /// The keys of an account; empty when it has no credentials at all.
    Optional<Keys> of(AccountId account, Environment environment) {
        var sets = credentials.of(account, environment).stream()
                .map(credential -> new Owned(credential, certificates(credential)))
                .toList();
        return sets.isEmpty() ? Optional.empty() : Optional.of(new Keys(sets));
    }

    /// A device has named that credential.
    void used(FairPlayCredential credential) {
        credentials.used(credential);
    }

    private List<CertificateKey> certificates(FairPlayCredential credential) {
        Optional<Parsed> known =
                kept.find(credential.id()).filter(parsed -> Arrays.equals(parsed.file, credential.certificate()));
        if (known.isPresent()) return known.get().certificates;
        var parsed = new Parsed(credential.certificate(), CertificateKey.of(credential));
        kept.keep(credential.id(), parsed);
        return parsed.certificates;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// What was read from a certificate file.
    private record Parsed(byte[] file, List<CertificateKey> certificates) {}

    /// One credential and its certificates.
    private record Owned(FairPlayCredential credential, List<CertificateKey> certificates) {}

    /// The key that an SPC names, and the credential it is from.
    record Found(FairPlayCredential credential, CertificateKey certificate) {}

    /// A key server of the operator's. It does not print its address, which may hold a password.
    record KeyServer(FairPlayCredential credential, URI url) {
        @Override
        public String toString() {
            return "KeyServer " + credential.id();
        }
    }

    /// The keys of one account, newest first.
    record Keys(List<Owned> sets) {
        /// The key of that size whose certificate, or whose bundle, has that hash.
        Optional<Found> find(byte[] hash, int bits) {
            return sets.stream()
                    .flatMap(set -> set.certificates.stream()
                            .filter(certificate -> certificate.key().bits() == bits && certificate.isNamed(hash))
                            .map(certificate -> new Found(set.credential, certificate)))
                    .findFirst();
        }

        /// The operator's key server for that certificate or bundle.
        Optional<KeyServer> server(byte[] hash) {
            return sets.stream()
                    .map(Owned::credential)
                    .filter(credential -> credential.derivation().equals(FairPlayCredential.KSM_HTTP))
                    .filter(credential -> CertificateKey.isNamed(credential, hash))
                    .map(credential -> new KeyServer(
                            credential, URI.create(credential.secret().expose(KeyRing::text))))
                    .findFirst();
        }

        /// Any key of that size, to spend the time of a decryption with.
        Optional<RsaPrivateKey> any(int bits) {
            return sets.stream()
                    .flatMap(set -> set.certificates.stream())
                    .map(CertificateKey::key)
                    .filter(key -> key.bits() == bits)
                    .findFirst();
        }
    }
}
