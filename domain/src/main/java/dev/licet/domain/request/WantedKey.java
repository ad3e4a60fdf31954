package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.TrackType;
import java.util.Optional;

/// One key that a request asks for, before its content key has been fetched.
///
/// @param names the parameters that spoke of it
record WantedKey(
        KeyNames names,
        Optional<KeyId> kid,
        KeySource source,
        int securityLevel,
        Hdcp hdcp,
        Optional<TrackType> track) {
    WantedKey with(Optional<TrackType> protects) {
        return new WantedKey(names, kid, source, securityLevel, hdcp, protects);
    }

    WantedKey with(int level, Hdcp output) {
        return new WantedKey(names, kid, source, level, output, track);
    }

    KeyGrant with(SecretBytes key) {
        return new KeyGrant(kid, key, securityLevel, hdcp, track);
    }
}
