package dev.licet.drm;

import dev.licet.domain.Refused;

/// What became of a renewal or release once its signature was looked at.
public sealed interface SessionOpening {
    /// The session is known, here or at an upstream, and the device holds its keys.
    ///
    /// @param kind     what it wants
    /// @param session  the session id, which the ledger may know as released
    /// @param exchange makes the answer
    record Ready(Kind kind, byte[] session, Exchange exchange) implements SessionOpening {}

    /// No answer: `why` goes into the record.
    record Denied(Refused why, Device device) implements SessionOpening {}

    /// What a session request wants.
    enum Kind {
        /// More time.
        RENEWAL,
        /// To give the license back.
        RELEASE
    }
}
