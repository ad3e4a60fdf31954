package dev.licet.drm;

/// A challenge that has been understood and waits for its answer. It keeps the session keys to itself.
public interface Exchange {
    /// Who asks.
    Device device();

    /// Whether no other challenge has the same bytes. Then the same bytes again are a retry whenever they come;
    /// otherwise only until the redemption window is over in which they were answered: a later playback sends
    /// them too.
    default boolean isUnique() {
        return true;
    }

    /// Makes the license. Called at most once, after the charge is on disk.
    Answer answer();
}
