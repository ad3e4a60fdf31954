package dev.licet.server.health;

import java.util.Optional;

/// What a check finds. Everybody may read it, so it holds no path, no address and nothing of what callers sent.
public sealed interface Finding {
    /// Nothing to say.
    Finding WELL = new Well(Optional.empty());

    /// Requests may be sent here.
    ///
    /// @param note what is worth knowing all the same
    record Well(Optional<String> note) implements Finding {}

    /// Requests should go to another node.
    ///
    /// @param why one clause without a final stop
    record Unwell(String why) implements Finding {}
}
