package dev.licet.drm;

import dev.licet.domain.Refused;
import dev.licet.domain.record.DevicePseudonym;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.token.Token;
import java.time.Instant;
import java.util.Optional;

/// What records call a device, and whether it is stopped.
///
/// @param pseudonym names it
/// @param halt      what is stopped
public record Devices(DevicePseudonym pseudonym, Halt halt) {
    /// Its name in the account of the token, where it let itself be known.
    Optional<String> name(Token token, Device device) {
        return device.identity().map(identity -> pseudonym.of(token.account(), identity));
    }

    /// Why it gets no license with the token now.
    Optional<Refused> stopped(Token token, Device device, Instant now) {
        if (halt.isIdle()) return Optional.empty();
        return name(token, device).flatMap(name -> halt.device(token, name, now));
    }
}
