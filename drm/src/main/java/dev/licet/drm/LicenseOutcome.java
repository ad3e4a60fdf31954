package dev.licet.drm;

import dev.licet.domain.Refused;

/// What became of a redemption.
public sealed interface LicenseOutcome {
    /// Something goes back to the device; what it costs is already on disk.
    ///
    /// @param device who gets it, as far as that is known
    record Given(Answer answer, Device device) implements LicenseOutcome {
        /// An answer that does not depend on who asks.
        public Given(Answer answer) {
            this(answer, Device.UNKNOWN);
        }
    }

    /// No license.
    record Denied(Refused why) implements LicenseOutcome {}

    /// No license, in the words of whoever was asked to make it, handed on as they are.
    ///
    /// @param status the HTTP status
    /// @param answer what the device is told
    /// @param why    what the record says
    record DeniedWith(int status, Answer answer, Refused why) implements LicenseOutcome {}

    /// A bare HTTP status, as the token's maker ordered it in the test environment.
    record Broken(int status) implements LicenseOutcome {}
}
