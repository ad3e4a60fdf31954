package dev.licet.drm.credential;

import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.drm.wire.FairPlayBundle;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be said about stored FairPlay credentials without a device, for the people who run them.
///
/// @param environment where they are used
/// @param installed   the derivations that this node knows
/// @param now         for expiry, which FairPlay does not enforce (reference: fairplay.md 2.3)
public record FairPlayCheck(Environment environment, InstalledDerivations installed, Instant now) {
    private static final int ASK_BYTES = 16;

    /// Whether devices get licenses with it.
    public enum Verdict {
        /// As it should be.
        GOOD,
        /// Worth knowing; devices do not mind.
        NOTE,
        /// Devices are refused.
        BAD
    }

    /// One thing that was looked at.
    ///
    /// @param words one line for people; what others wrote into a certificate may be in it, a secret never
    public record Finding(Verdict verdict, String words) {}

    /// All that was looked at.
    public List<Finding> of(FairPlayCredential credential) {
        var findings = new ArrayList<Finding>();
        for (byte[] certificate : FairPlayBundle.split(credential.certificate())) {
            findings.add(key(credential, SelfSignedCertificate.publicKeyOf(certificate)));
            paper(certificate).ifPresent(findings::add);
        }
        boolean remote = credential.derivation().equals(FairPlayCredential.KSM_HTTP);
        if (!remote) findings.add(ask(credential));
        findings.add(derivation(credential.derivation()));
        return List.copyOf(findings);
    }

    private static Finding key(FairPlayCredential credential, Optional<RsaPublicKey> key) {
        if (key.isEmpty()) return new Finding(Verdict.BAD, "a certificate cannot be read");
        String name = key.get().bits() + "-bit certificate (SPC version " + version(key.get()) + ")";
        if (credential.derivation().equals(FairPlayCredential.KSM_HTTP)) {
            return new Finding(Verdict.GOOD, name + ": its private key is at the key server");
        }
        boolean mine = credential.privateKeys().stream()
                .anyMatch(known -> known.publicKey().matches(key.get()));
        return mine
                ? new Finding(Verdict.GOOD, name + ": its private key is here")
                : new Finding(Verdict.BAD, name + ": its private key is missing");
    }

    /// Reference: fairplay.md 2.3: the old kit has keys of 1024 bits, the new one of 2048.
    private static String version(RsaPublicKey key) {
        return key.bits() == 1024 ? "1" : "2 and later";
    }

    private Optional<Finding> paper(byte[] der) {
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            Instant end = certificate.getNotAfter().toInstant();
            String name = certificate.getSubjectX500Principal().getName() + ", valid until "
                    + LocalDate.ofInstant(end, ZoneOffset.UTC);
            return Optional.of(new Finding(
                    Verdict.NOTE, end.isBefore(now) ? name + ": that is over, which FairPlay does not mind" : name));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }

    private static Finding ask(FairPlayCredential credential) {
        int length = credential.secret().length();
        boolean whole = length == ASK_BYTES && !credential.secret().isAllZero();
        return whole
                ? new Finding(Verdict.GOOD, "ASk of " + ASK_BYTES + " bytes")
                : new Finding(Verdict.BAD, "the ASk has " + length + " bytes, or all of them are zero");
    }

    private Finding derivation(String name) {
        return installed.canUse(name, environment)
                ? new Finding(Verdict.GOOD, "the derivation " + name + " is installed")
                : new Finding(Verdict.BAD, installed.trouble(name, environment));
    }
}
