package dev.licet.drm;

import dev.licet.domain.Refused;

/// What became of a license request once its cryptography was looked at.
public sealed interface Opening {
    /// Nothing is left to find out.
    sealed interface Settled extends Opening {}

    /// The device is who it says it is and the token's rights can be written for it. What is left cannot fail.
    record Ready(Exchange exchange) implements Settled {}

    /// It only reports something and wants no key, e.g. a FairPlay sync SPC; recorded, never charged.
    ///
    /// @param answer what to send back
    record Reported(Answer answer, Device device) implements Settled {}

    /// No license: `why` goes into the record, its reason never to the device.
    ///
    /// @param device what is known of the device all the same
    record Denied(Refused why, Device device) implements Settled {}

    /// Another server must be asked. That takes time and none of our cryptography, so no permit is held
    /// meanwhile.
    non-sealed interface Remote extends Opening {
        /// Asks, and waits for the answer or for the end of the time that an upstream has. Called at most once.
        Settled ask();

        /// What the device says of itself. Nobody has verified it.
        default Device device() {
            return Device.UNKNOWN;
        }
    }

    /// Another server makes the license, and is asked only once the charge is on disk, because what it is sent
    /// is good
    /// for a license. No permit is held meanwhile.
    non-sealed interface Paid extends Opening {
        /// Who asks, as far as anybody can tell before.
        Device device();

        /// Asks, and waits for the answer or for the end of the time that an upstream has. Called at most once.
        Made ask();
    }
}
