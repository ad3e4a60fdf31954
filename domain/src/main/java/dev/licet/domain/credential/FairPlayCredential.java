package dev.licet.domain.credential;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import java.util.List;

/// One set of FairPlay credentials of an account: what Apple gave, as it was given.
///
/// @param id           the store's number for it
/// @param certificate  the file for players, byte for byte: one DER certificate, or the bundle of a 1024-bit and a
///                     2048-bit one, one after the other
/// @param privateKeys  the keys of those certificates, in any order; none for [#KSM_HTTP]
/// @param secret       the ASk (16 bytes) or provisioning data; for [#KSM_HTTP] the address of the key server, in
///                     UTF-8, because it may hold a password
/// @param derivation   the name of the plug-in that turns the secret into session keys, e.g. `standin`
public record FairPlayCredential(
        long id, byte[] certificate, List<RsaPrivateKey> privateKeys, SecretBytes secret, String derivation) {
    /// Not a plug-in: a key server of the operator's own answers whole SPCs over HTTP.
    public static final String KSM_HTTP = "ksm-http";

    public FairPlayCredential {
        certificate = certificate.clone();
        privateKeys = List.copyOf(privateKeys);
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }
}
