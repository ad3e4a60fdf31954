package dev.licet.drm;

import java.time.Duration;
import java.util.Optional;

/// A challenge that has been understood and waits for its answer. It keeps the session keys to itself.
public interface Exchange {
    /// The device that asks.
    Device device();

    /// Whether no other challenge has the same bytes. Then the same bytes again are a retry whenever they come;
    /// otherwise only until the redemption window is over in which they were answered: a later playback sends
    /// them too.
    default boolean isUnique() {
        return true;
    }

    /// Names the playback session that the challenge belongs to, 32 bytes, where the device tells one. What
    /// comes from it after the first license is a renewal.
    default Optional<byte[]> playbackSession() {
        return Optional.empty();
    }

    /// The same as the renewal of a license, which never gives more time than was left of the first one.
    ///
    /// @param elapsed since the first license of the playback session was given
    default Exchange renewing(Duration elapsed) {
        return this;
    }

    /// Makes the license. Called at most once, after the charge is on disk.
    Answer answer();
}
