package dev.licet.drm.credential;

import dev.licet.crypto.Pkcs12;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.drm.wire.FairPlayBundle;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// FairPlay credentials as an operator gives them.
///
/// @param certificates the certificate, or bundle; several are put together in this order
/// @param keys         the private keys
/// @param chests       keys with their certificates, of PKCS#12 files; the certificates count only where no others are
///                     given
/// @param ask          the ASk
/// @param derivation   the plug-in that knows the secret step
public record GivenFairPlay(
        List<GivenFile> certificates,
        List<GivenFile> keys,
        List<Pkcs12.Entry> chests,
        GivenFile ask,
        String derivation) {
    static final String STAND_IN = "standin";

    /// Without PKCS#12 files.
    public GivenFairPlay(List<GivenFile> certificates, List<GivenFile> keys, GivenFile ask, String derivation) {
        this(certificates, keys, List.of(), ask, derivation);
    }

    /// The credentials, once they are known to belong together.
    ///
    /// @param installed what could use them here
    public NewFairPlayCredential checkedFor(Environment environment, InstalledDerivations installed)
            throws BadCredential {
        check(environment, installed);
        if (certificates.isEmpty() && chests.isEmpty()) throw new BadCredential("there is no certificate");
        byte[] bundle = bundle();
        var certified = new ArrayList<RsaPublicKey>();
        for (byte[] certificate : FairPlayBundle.split(bundle)) certified.add(keyOf(certificate));
        List<RsaPrivateKey> privateKeys = privateKeys();
        for (RsaPublicKey key : certified) check(key, privateKeys);
        if (privateKeys.size() != certified.size()) {
            throw new BadCredential("there must be one private key for each certificate, and no other");
        }
        return new NewFairPlayCredential(bundle, privateKeys, ask.ask(), derivation);
    }

    private void check(Environment environment, InstalledDerivations installed) throws BadCredential {
        if (!derivation.matches("[a-z0-9-]{1,32}")) throw new BadCredential("the derivation is no name of a plug-in");
        if (derivation.equals(FairPlayCredential.KSM_HTTP)) {
            // Its secret is an address that this machine sends requests to: nothing for whoever may upload an ASk.
            throw new BadCredential("a key server is set by command, licet fairplay import");
        }
        if (!installed.canUse(derivation, environment)) {
            throw new BadCredential(installed.refusal(derivation, environment));
        }
    }

    private List<RsaPrivateKey> privateKeys() throws BadCredential {
        var all = new ArrayList<RsaPrivateKey>();
        for (GivenFile file : keys) all.add(file.privateKey());
        for (Pkcs12.Entry entry : chests) all.add(entry.key());
        return all;
    }

    private byte[] bundle() throws BadCredential {
        var all = new ByteArrayOutputStream();
        for (GivenFile file : certificates) all.writeBytes(file.decoded());
        if (certificates.isEmpty()) for (Pkcs12.Entry entry : chests) all.writeBytes(entry.certificate());
        return all.toByteArray();
    }

    private static RsaPublicKey keyOf(byte[] der) throws BadCredential {
        return SelfSignedCertificate.publicKeyOf(der)
                .orElseThrow(() -> new BadCredential("a certificate cannot be read, or holds no RSA key"));
    }

    private static void check(RsaPublicKey key, List<RsaPrivateKey> privateKeys) throws BadCredential {
        if (key.bits() != 1024 && key.bits() != 2048) {
            throw new BadCredential("a certificate has a key of " + key.bits() + " bits; FairPlay has 1024 and 2048");
        }
        if (privateKeys.stream().noneMatch(mine -> mine.publicKey().matches(key))) {
            throw new BadCredential("the private key of the " + key.bits() + "-bit certificate is missing");
        }
    }
}
