package dev.licet.device;

import java.util.List;

/// A simulated device of one DRM system, as the command `play` drives it.
interface Player {
    /// The misbehaviours it knows, for `--misbehave`.
    List<String> misbehaviours();

    /// Fetches a license.
    ///
    /// @throws Complaint when there is no device or no answer
    Outcome play(PlayRequest request) throws Complaint;
}
