package dev.licet.drm;

import dev.licet.domain.Refused;
import java.util.Optional;

/// What came of asking a license maker for a license that has been paid for.
public sealed interface Made {
    /// What the device knows to have come from the license maker.
    ///
    /// @param status the HTTP status
    record Said(int status, Answer answer) {}

    /// A license.
    ///
    /// @param answer byte for byte as the license maker gave it
    /// @param device with what the license maker told about it
    record Given(Answer answer, Device device) implements Made {}

    /// None.
    ///
    /// @param why     for the record
    /// @param said    the license maker's own refusal, for the device; without it the device is told ours
    /// @param certain whether no license can have been made; false when nobody knows
    record Missing(Refused why, Device device, Optional<Said> said, boolean certain) implements Made {}
}
