package dev.licet.drm.playready;

import dev.licet.domain.Drm;
import dev.licet.domain.credential.PlayReadySetups;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// PlayReady: reads what stands in the clear, and has licenses made by whoever may.
public final class PlayReady implements DrmSystem {
    private final Makers makers;

    /// @param setups who makes licenses
    /// @param limits how long and how often license makers are asked
    /// @param random for grants
    public PlayReady(PlayReadySetups setups, UpstreamLimits limits, InstantSource clock, SecureRandom random) {
        this.makers = new Makers(setups, limits, clock, random);
    }

    @Override
    public Drm drm() {
        return Drm.PLAYREADY;
    }

    @Override
    public Message classify(byte[] body, Optional<String> accept) throws MalformedMessage {
        var request = PlayReadyRequest.read(body);
        return switch (request.operation()) {
            case ACQUIRE_LICENSE ->
                new LicenseAsked(request, request.challenge().orElseThrow(), makers);
            case ACKNOWLEDGE_LICENSE, PROCESS_SECURE_STOP_DATA, PROCESS_DELETE_LICENSE_DATA ->
                new PassedOn(request, makers);
            case ACQUIRE_PACKAGING_DATA, GET_METERING_CERTIFICATE, PROCESS_METERING_DATA, JOIN_DOMAIN, LEAVE_DOMAIN ->
                new NotOffered(request.operation());
        };
    }
}
