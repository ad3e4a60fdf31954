package dev.licet.server.first;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.drm.wire.WidevineIssuer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/// A complete set of Widevine test identities: a root, a device model under it, and the service certificate
/// for which devices of this model encrypt their identity. No genuine device trusts the root (reference:
/// widevine.md 2.1).
///
/// @param root    certifies the other two
/// @param model   certifies devices
/// @param service the license service
record TestWidevine(WidevineIssuer root, WidevineIssuer model, WidevineIssuer service) {
    private static final int RSA_BITS = 2048;
    private static final long SYSTEM_ID = 1_000_001;

    static TestWidevine make(Instant now, SecureRandom random) {
        var root = WidevineIssuer.root(RsaPrivateKey.generate(RSA_BITS, random), now, random);
        return new TestWidevine(
                root,
                root.model(SYSTEM_ID, RsaPrivateKey.generate(RSA_BITS, random), now, random),
                root.service("licet", RsaPrivateKey.generate(RSA_BITS, random), now, random));
    }

    /// What the back end needs. The private key of the root is not kept.
    WidevineIdentity identity() {
        return new WidevineIdentity(root.certificate(), service.certificate(), service.key());
    }

    /// What makes devices.
    void writeFactory(PrivateFiles folder) {
        folder.write("root.bin", root.certificate());
        folder.write("model.bin", model.certificate());
        folder.write("model-key.pem", pem(model.key()));
    }

    private static byte[] pem(RsaPrivateKey key) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        String body = key.toPkcs8().expose(lines::encodeToString);
        String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        return pem.getBytes(StandardCharsets.US_ASCII);
    }
}
