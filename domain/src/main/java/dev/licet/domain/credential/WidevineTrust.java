package dev.licet.domain.credential;

import java.util.List;
import java.util.OptionalInt;

/// Port: whom the embedded Widevine back end trusts. Answers from memory in the ordinary case.
public interface WidevineTrust {
    /// The identities in use, newest first. The newest one's service certificate is handed out; the older ones still
    /// open what players sealed for them.
    List<WidevineIdentity> identities();

    /// Whether the certificate with that serial number (a device's or a model's) has been revoked.
    boolean isRevoked(byte[] serial);

    /// The highest robustness level (1 to 5) that devices of that system id may be given keys for; empty when the
    /// operator has said nothing about it.
    OptionalInt highestLevel(long systemId);
}
