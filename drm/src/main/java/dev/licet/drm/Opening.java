package dev.licet.drm;

import dev.licet.domain.Refused;

/// The result of opening a license request: who asks, and who will make the license.
public sealed interface Opening {
    /// The result is final: no other server has to be asked.
    sealed interface Settled extends Opening {}

    /// The device is authenticated, and the token's rights can be written for it. The steps that follow cannot
    /// fail.
    record Ready(Exchange exchange) implements Settled {}

    /// It only reports something and wants no key, e.g. a FairPlay sync SPC; recorded, never charged.
    ///
    /// @param answer what to send back
    record Reported(Answer answer, Device device) implements Settled {}

    /// No license: `why` goes into the record, its reason never to the device.
    ///
    /// @param device what is known of the refused device
    record Denied(Refused why, Device device) implements Settled {}

    /// Another server must be asked. Asking uses no processor time, so the permit for cryptography is given
    /// back before.
    non-sealed interface Remote extends Opening {
        /// Asks, and waits for the answer or for the end of the time that an upstream has. Called at most once.
        Settled ask();

        /// What the device says about itself, unverified.
        default Device device() {
            return Device.UNKNOWN;
        }
    }

    /// Another server makes the license. It is asked only when the charge is on disk, because the request
    /// carries the keys. No permit is held meanwhile.
    non-sealed interface Paid extends Opening {
        /// The device, as far as its request tells.
        Device device();

        /// Asks, and waits for the answer or for the end of the time that an upstream has. Called at most once.
        Made ask();
    }
}
