package dev.licet.drm.system;

import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.UpstreamReport;
import dev.licet.drm.widevine.Diagnosis;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Tries an upstream for the operator, with the very code that serves devices. No license is made and nothing is
/// charged here.
public final class WidevineUpstreamCheck {
    private final Diagnosis diagnosis;

    /// @param limits as for devices
    public WidevineUpstreamCheck(UpstreamLimits limits, InstantSource clock, SecureRandom random) {
        this.diagnosis = new Diagnosis(limits, clock, random);
    }

    /// Asks for the service certificate: shows that the URL is right and, with the getlicense contract,
    /// whether the upstream takes the provider's name, key and IV. In headers for a relay, what a token
    /// says is empty, zero or 1.
    public UpstreamReport certificate(WidevineBackEnd backEnd) {
        return diagnosis.certificate(backEnd);
    }

    /// Asks what a challenge is, and for no license (`parse_only`): make, model, system id, security level, and whether
    /// the upstream can verify the device.
    ///
    /// @param challenge what a player sent, byte for byte
    public UpstreamReport device(WidevineBackEnd.SignedJson backEnd, byte[] challenge) {
        return diagnosis.device(backEnd, challenge);
    }
}
