package dev.licet.drm.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A key that may be kept, with two expiries (reference: fairplay.md 4.2). Never together with a key duration.
///
/// @param streamId 16 bytes; the content id of version 1
/// @param titleId  16 bytes, in version 2 only
/// @param storage  seconds from license acquisition to first play; 0 means no limit
/// @param playback seconds from first play; 0 means no limit
public record CkcOfflineKey(byte[] streamId, Optional<byte[]> titleId, long storage, long playback) {
    public CkcOfflineKey {
        if (storage < 0 || storage > 0xffff_ffffL) throw new IllegalArgumentException("storage: must fit 32 bits");
        if (playback < 0 || playback > 0xffff_ffffL) throw new IllegalArgumentException("playback: must fit 32 bits");
    }

    /// Version 1 without ids.
    public static CkcOfflineKey v1(long storage, long playback) {
        return new CkcOfflineKey(new byte[16], Optional.empty(), storage, playback);
    }

    /// Reads the TLLV value, 32 or 48 bytes.
    public static CkcOfflineKey read(byte[] value) throws MalformedMessage {
        var cursor = new ByteCursor(value);
        long version = cursor.u32("offline key version");
        if (version != 1 && version != 2) throw new MalformedMessage("offline key version is not 1 or 2");
        cursor.take(4, "offline key, reserved bytes");
        byte[] streamId = cursor.take(16, "offline key, stream id");
        long storage = cursor.u32("offline key, storage seconds");
        long playback = cursor.u32("offline key, playback seconds");
        Optional<byte[]> titleId =
                version == 2 ? Optional.of(cursor.take(16, "offline key, title id")) : Optional.empty();
        cursor.end("offline key");
        return new CkcOfflineKey(streamId, titleId, storage, playback);
    }

    /// As a TLLV.
    public Tllv tllv() {
        var buffer = ByteBuffer.allocate(titleId.isPresent() ? 48 : 32)
                .putInt(titleId.isPresent() ? 2 : 1)
                .putInt(0)
                .put(streamId)
                .putInt((int) storage)
                .putInt((int) playback);
        titleId.ifPresent(buffer::put);
        return new Tllv(CkcTag.OFFLINE_KEY, buffer.array());
    }
}
