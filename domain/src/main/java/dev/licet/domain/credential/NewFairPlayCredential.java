package dev.licet.domain.credential;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import java.util.List;

/// FairPlay credentials to be stored.
///
/// @param certificate the file for players, byte for byte
/// @param privateKeys the keys of its certificates, in any order
/// @param secret      the ASk or provisioning data; for `ksm-http` the address of the key server
/// @param derivation  the name of the plug-in that turns the secret into session keys
public record NewFairPlayCredential(
        byte[] certificate, List<RsaPrivateKey> privateKeys, SecretBytes secret, String derivation) {
    public NewFairPlayCredential {
        certificate = certificate.clone();
        privateKeys = List.copyOf(privateKeys);
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }
}
