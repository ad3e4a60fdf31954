package dev.licet.drm.fairplay;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.domain.Environment;
import dev.licet.domain.LruCache;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds the private key for an SPC among all credentials of an account. Reading certificates costs more than
/// opening an SPC, so what was read is kept by the credential's id.
final class KeyRing {
    private static final int MOST_KEPT = 256;

    private final FairPlayCredentials credentials;
    private final Derivations derivations;
    private final LruCache<Long, Parsed> kept = new LruCache<>(MOST_KEPT);

    KeyRing(FairPlayCredentials credentials, Derivations derivations) {
        this.credentials = credentials;
        this.derivations = derivations;
    }

    /// The keys of an account; empty when it has no credentials at all. Sets that cannot be used here come last: the
    /// same certificate may be in one that can.
    Optional<Keys> of(AccountId account, Environment environment) {
        Predicate<FairPlayCredential> usable = set -> derivations.canUse(set, environment);
        List<FairPlayCredential> all = credentials.of(account, environment);
        var sets = Stream.concat(all.stream().filter(usable), all.stream().filter(usable.negate()))
                .map(credential -> new Owned(credential, parsed(credential)))
                .toList();
        return sets.isEmpty() ? Optional.empty() : Optional.of(new Keys(sets));
    }

    /// A device has named that credential.
    void used(FairPlayCredential credential) {
        credentials.used(credential);
    }

    private Parsed parsed(FairPlayCredential credential) {
        byte[] file = credential.certificate();
        Optional<Parsed> known = kept.find(credential.id()).filter(parsed -> Arrays.equals(parsed.file, file));
        if (known.isPresent()) return known.get();
        var parsed = new Parsed(file, CertificateKey.names(file), CertificateKey.of(credential));
        kept.keep(credential.id(), parsed);
        return parsed;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// What was read from a certificate file.
    ///
    /// @param names by which devices may mean it, with or without private keys
    private record Parsed(byte[] file, List<byte[]> names, List<CertificateKey> certificates) {}

    /// The private key and derivation that answer the SPCs for a certificate.
    sealed interface Finding {}

    /// No credential has that certificate.
    record Unknown() implements Finding {}

    /// The key that an SPC names, and the credential it is from.
    record Found(FairPlayCredential credential, CertificateKey certificate) implements Finding {}

    /// A key server of the operator's. It does not print its address, which may hold a password.
    record KeyServer(FairPlayCredential credential, URI url) implements Finding {
        @Override
        public String toString() {
            return "KeyServer " + credential.id();
        }
    }

    /// One credential and what was read from its certificates.
    private record Owned(FairPlayCredential credential, Parsed parsed) {
        Optional<Finding> find(byte[] hash, int bits) {
            return credential.derivation().equals(FairPlayCredential.KSM_HTTP) ? server(hash) : key(hash, bits);
        }

        private Optional<Finding> server(byte[] hash) {
            if (parsed.names.stream().noneMatch(name -> Arrays.equals(name, hash))) return Optional.empty();
            return Optional.of(
                    new KeyServer(credential, URI.create(credential.secret().expose(KeyRing::text))));
        }

        private Optional<Finding> key(byte[] hash, int bits) {
            return parsed.certificates.stream()
                    .filter(certificate -> certificate.key().bits() == bits && certificate.isNamed(hash))
                    .<Finding>map(certificate -> new Found(credential, certificate))
                    .findFirst();
        }
    }

    /// The keys of one account, newest first but for those that cannot be used.
    record Keys(List<Owned> sets) {
        /// The newest credential whose certificate or bundle has that hash: our key of that size for it, or the key
        /// server.
        Finding find(byte[] hash, int bits) {
            return sets.stream()
                    .flatMap(set -> set.find(hash, bits).stream())
                    .findFirst()
                    .orElseGet(Unknown::new);
        }

        /// Any key of that size, to spend the time of a decryption with.
        Optional<RsaPrivateKey> any(int bits) {
            return sets.stream()
                    .flatMap(set -> set.parsed.certificates.stream())
                    .map(CertificateKey::key)
                    .filter(key -> key.bits() == bits)
                    .findFirst();
        }
    }
}
