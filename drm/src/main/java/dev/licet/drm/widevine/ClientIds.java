package dev.licet.drm.widevine;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.Unpadded;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.drm.upstream.Printable;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevineSealedClientId;
import java.util.Arrays;
import java.util.Optional;

/// Finds out who asks, also in privacy mode (reference: widevine.md 2.2 and 2.3).
final class ClientIds {
    /// One and the same for every way in which unsealing can fail, so that the service key is no oracle.
    private static final String UNREADABLE = "the sealed client id cannot be opened";

    private final Identities identities;

    ClientIds(Identities identities) {
        this.identities = identities;
    }

    Finding<WidevineClientId> read(WidevineLicenseRequest request) {
        if (request.clientId().isPresent()) return plain(request.clientId().get());
        if (request.sealedClientId().isPresent())
            return sealed(request.sealedClientId().get());
        return Finding.foreign("the request has no client id");
    }

    /// The client id if it can be read without any key.
    Optional<WidevineClientId> open(WidevineLicenseRequest request) {
        return request.clientId().map(ClientIds::plain).flatMap(found -> switch (found) {
            case Finding.Good<WidevineClientId>(var clientId) -> Optional.of(clientId);
            case Finding.Bad<WidevineClientId> bad -> Optional.empty();
            case Finding.Foreign<WidevineClientId> foreign -> Optional.empty();
        });
    }

    private static Finding<WidevineClientId> plain(byte[] clientId) {
        try {
            return Finding.good(WidevineClientId.read(clientId));
        } catch (MalformedMessage malformed) {
            return Finding.foreign(malformed.getMessage());
        }
    }

    /// Whom it is sealed for is compared before any RSA: a stranger's seal costs us nothing.
    private Finding<WidevineClientId> sealed(WidevineSealedClientId sealed) {
        for (Identities.Identity identity : identities.all()) {
            if (isFor(identity, sealed)) return unseal(identity.itself(), sealed);
        }
        return Finding.foreign("the client id is sealed for another service certificate, of provider "
                + Printable.of(sealed.providerId()));
    }

    private static boolean isFor(Identities.Identity identity, WidevineSealedClientId sealed) {
        return identity.service()
                .filter(certificate -> certificate.providerId().equals(Optional.of(sealed.providerId())))
                .filter(certificate -> Arrays.equals(certificate.serial(), sealed.serviceSerial()))
                .isPresent();
    }

    private static Finding<WidevineClientId> unseal(WidevineIdentity identity, WidevineSealedClientId sealed) {
        return Rsa.decryptOaep(Rsa.Oaep.SHA1, identity.serviceKey(), sealed.sealedKey())
                .filter(key -> key.length() == Aes.BLOCK_BYTES && sealed.iv().length == Aes.BLOCK_BYTES)
                .flatMap(key -> Aes.cbcDecryptUnauthenticated(key, sealed.iv(), sealed.sealedId()))
                .map(ClientIds::unpadded)
                .orElse(Finding.bad(UNREADABLE));
    }

    /// What is badly padded is read all the same, so that the time does not tell it from what cannot be read.
    private static Finding<WidevineClientId> unpadded(Unpadded id) {
        var found = plain(id.text());
        return id.wellPadded() && found instanceof Finding.Good ? found : Finding.bad(UNREADABLE);
    }
}
