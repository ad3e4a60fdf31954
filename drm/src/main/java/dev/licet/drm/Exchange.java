package dev.licet.drm;

/// A challenge that has been understood and waits for its answer. It keeps the session keys to itself.
public interface Exchange {
    /// Who asks.
    Device device();

    /// Makes the license. Called at most once, after the charge is on disk.
    Answer answer();
}
