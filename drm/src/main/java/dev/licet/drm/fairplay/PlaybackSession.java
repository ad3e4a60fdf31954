package dev.licet.drm.fairplay;

import dev.licet.crypto.Digest;
import dev.licet.drm.wire.SpcPlaybackState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells whether two SPCs come from one playback: the device draws a number for each playback session and
/// repeats it when it renews (reference: fairplay.md 2.6).
final class PlaybackSession {
    private static final byte[] PURPOSE = "licet FairPlay playback session".getBytes(StandardCharsets.US_ASCII);

    private PlaybackSession() {}

    /// The session's name, 32 bytes; the same number of another device is another session. Empty when the
    /// device says zero, which is no number that was drawn.
    ///
    /// @param hu what identifies the device, 20 bytes
    static Optional<byte[]> name(byte[] hu, SpcPlaybackState state) {
        if (state.session() == 0) return Optional.empty();
        return Optional.of(Digest.sha256(ByteBuffer.allocate(PURPOSE.length + hu.length + Long.BYTES)
                .put(PURPOSE)
                .put(hu)
                .putLong(state.session())
                .array()));
    }
}
