package dev.licet.drm;

import dev.licet.domain.Refused;

/// What became of a license request once its cryptography was looked at.
public sealed interface Opening {
    /// The device is who it says it is and the token's rights can be written for it. What is left cannot fail.
    record Ready(Exchange exchange) implements Opening {}

    /// It only reports something and wants no key, e.g. a FairPlay sync SPC; recorded, never charged.
    ///
    /// @param answer what to send back
    record Reported(Answer answer, Device device) implements Opening {}

    /// No license: `why` goes into the record, its reason never to the device.
    ///
    /// @param device what is known of the device all the same
    record Denied(Refused why, Device device) implements Opening {}
}
