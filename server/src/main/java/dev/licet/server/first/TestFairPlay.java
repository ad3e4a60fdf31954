package dev.licet.server.first;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.credential.NewFairPlayCredential;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// FairPlay credentials of our own for the documented stand-in derivation: no genuine device understands them
/// (reference: fairplay.md 6.4).
///
/// @param small  1024 bits, for SPC version 1
/// @param large  2048 bits, for SPC version 2
/// @param bundle the certificates of both, in this order
/// @param ask    16 random bytes
record TestFairPlay(RsaPrivateKey small, RsaPrivateKey large, byte[] bundle, SecretBytes ask) {
    private static final int ASK_BYTES = 16;
    private static final Duration VALIDITY = Duration.ofDays(3650);

    static TestFairPlay make(Instant now, SecureRandom random) {
        var small = RsaPrivateKey.generate(1024, random);
        var large = RsaPrivateKey.generate(2048, random);
        byte[] first = SelfSignedCertificate.make(
                "Licet stand-in 1024", small, new SelfSignedCertificate.Validity(now, VALIDITY), random);
        byte[] second = SelfSignedCertificate.make(
                "Licet stand-in 2048", large, new SelfSignedCertificate.Validity(now, VALIDITY), random);
        byte[] bundle = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, bundle, first.length, second.length);
        return new TestFairPlay(small, large, bundle, SecretBytes.random(random, ASK_BYTES));
    }

    NewFairPlayCredential credential() {
        return new NewFairPlayCredential(bundle, List.of(small, large), ask, "standin");
    }

    /// What makes devices.
    void writeFactory(PrivateFiles folder) {
        String digits = ask.expose(HexFormat.of()::formatHex) + "\n";
        folder.write("fairplay-ask.hex", digits.getBytes(StandardCharsets.US_ASCII));
    }
}
