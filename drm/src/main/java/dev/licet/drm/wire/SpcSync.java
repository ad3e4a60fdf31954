package dev.licet.drm.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A device's report about the keys it keeps (reference: fairplay.md 2.6). It wants to be recorded, not
/// answered with a key.
public sealed interface SpcSync {
    /// [#secondsLeft()] of a key without limit.
    long NO_LIMIT = 0xffff_ffffL;

    /// How long the key may still be used; 0 means expired, [#NO_LIMIT] for ever.
    long secondsLeft();

    /// The TLLV value.
    byte[] bytes();

    /// About one key.
    ///
    /// @param contentId 16 bytes
    record V1(byte[] contentId, long secondsLeft) implements SpcSync {
        @Override
        public byte[] bytes() {
            return ByteBuffer.allocate(28)
                    .putInt(1)
                    .putInt(0)
                    .put(contentId)
                    .putInt((int) secondsLeft)
                    .array();
        }
    }

    /// About a title, or about keys that were to be deleted.
    ///
    /// @param challenge what the server had asked with
    /// @param flags     bit 0 report, 1 secure invalidation, 2 delete all, 3 title id valid, 16 success,
    ///                  17 key not found or invalid, 18 valid but expired
    /// @param titleId   16 bytes
    /// @param streamIds at most [#MAX_STREAMS], 16 bytes each
    record V2(long challenge, long flags, byte[] titleId, long secondsLeft, List<byte[]> streamIds) implements SpcSync {
        /// Apple's parser takes no more.
        public static final int MAX_STREAMS = 250;

        public V2 {
            streamIds = List.copyOf(streamIds);
        }

        @Override
        public byte[] bytes() {
            var buffer = ByteBuffer.allocate(48 + 16 * streamIds.size())
                    .putInt(2)
                    .putInt(0)
                    .putLong(challenge)
                    .putLong(flags)
                    .put(titleId)
                    .putInt((int) secondsLeft)
                    .putInt(streamIds.size());
            streamIds.forEach(buffer::put);
            return buffer.array();
        }
    }

    /// Reads the TLLV value; empty for version 0, which ordinary SPCs hold and which reports nothing.
    /// @throws MalformedMessage -42581 when the length does not fit the version
    static Optional<SpcSync> read(byte[] value) throws MalformedMessage {
        var cursor = new ByteCursor(value);
        long version = cursor.u32("-42581 sync version");
        cursor.take(4, "-42581 sync reserved bytes");
        if (version == 2) return Optional.of(readV2(cursor));
        byte[] contentId = cursor.take(16, "-42581 sync content id");
        long left = cursor.u32("-42581 sync seconds left");
        cursor.end("-42581 sync");
        return version == 1 ? Optional.of(new V1(contentId, left)) : Optional.empty();
    }

    private static V2 readV2(ByteCursor cursor) throws MalformedMessage {
        long challenge = cursor.u64("-42581 sync challenge");
        long flags = cursor.u64("-42581 sync flags");
        byte[] titleId = cursor.take(16, "-42581 sync title id");
        long left = cursor.u32("-42581 sync seconds left");
        long count = cursor.u32("-42581 sync count");
        if (count > V2.MAX_STREAMS) throw new MalformedMessage("-42581 sync: more than 250 stream ids");
        var streams = new ArrayList<byte[]>();
        for (long i = 0; i < count; i++) streams.add(cursor.take(16, "-42581 sync stream id"));
        cursor.end("-42581 sync");
        return new V2(challenge, flags, titleId, left, streams);
    }
}
