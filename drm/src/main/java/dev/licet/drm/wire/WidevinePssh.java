package dev.licet.drm.wire;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `WidevinePsshData`: what a packager wrote into the content about its keys (reference: widevine.md 1.5). It may hold
/// no key ids at all, so it never decides which keys are granted.
///
/// @param keyIds           16 bytes each
/// @param provider         the packager's name
/// @param contentId        the packager's name for the content
/// @param protectionScheme four characters as a number, e.g. `cenc` 0x63656e63
/// @param marks            what else it says of the keys
public record WidevinePssh(
        List<byte[]> keyIds,
        Optional<String> provider,
        Optional<byte[]> contentId,
        OptionalLong protectionScheme,
        Marks marks) {
    /// What is said of keys that are one of many, and decides nothing here.
    ///
    /// @param periodIndex   counts the periods of keys that rotate
    /// @param periodSeconds how long each period is
    /// @param groupIds      groups of content
    /// @param videoFeature  e.g. `HDR`
    public record Marks(
            OptionalLong periodIndex,
            OptionalLong periodSeconds,
            List<byte[]> groupIds,
            Optional<String> videoFeature) {
        /// Nothing.
        public static final Marks NONE =
                new Marks(OptionalLong.empty(), OptionalLong.empty(), List.of(), Optional.empty());

        public Marks {
            groupIds = List.copyOf(groupIds);
        }
    }

    private static final String SYSTEM_ID = "edef8ba979d64acea3c827dcd51d21ed";
    private static final int SYSTEM_ID_BYTES = 16;
    private static final int KEY_ID_BYTES = 16;
    private static final long TYPE_PSSH = 0x70737368L;
    private static final int HEADER_BYTES = 8;

    public WidevinePssh {
        keyIds = List.copyOf(keyIds);
    }

    /// Only key ids.
    public static WidevinePssh ofKeyIds(List<byte[]> keyIds) {
        return new WidevinePssh(keyIds, Optional.empty(), Optional.empty(), OptionalLong.empty(), Marks.NONE);
    }

    /// Reads the payload of a box.
    public static WidevinePssh read(byte[] payload) throws MalformedMessage {
        var fields = ProtoReader.read(payload, "WidevinePsshData");
        return new WidevinePssh(fields.allBytes(2), fields.text(3), fields.bytes(4), fields.uint32(9), marks(fields));
    }

    private static Marks marks(ProtoReader fields) throws MalformedMessage {
        return new Marks(fields.uint32(7), fields.uint32(10), fields.allBytes(13), fields.text(15));
    }

    /// Reads the first Widevine box among the PSSH boxes (ISO/IEC 23001-7) that stand one after the other in `boxes`.
    /// Key ids in the header of a version 1 box count too.
    public static Optional<WidevinePssh> readBoxes(byte[] boxes) throws MalformedMessage {
        var cursor = new ByteCursor(boxes);
        while (cursor.remaining() > 0) {
            long size = cursor.u32("box size");
            long type = cursor.u32("box type");
            var box = cursor.sub(size - HEADER_BYTES, "box");
            var found = type == TYPE_PSSH ? readBox(box) : Optional.<WidevinePssh>empty();
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static Optional<WidevinePssh> readBox(ByteCursor box) throws MalformedMessage {
        long version = box.u32("version and flags") >>> 24;
        byte[] system = box.take(SYSTEM_ID_BYTES, "system id");
        if (!HexFormat.of().formatHex(system).equals(SYSTEM_ID)) return Optional.empty();
        var keyIds = new ArrayList<byte[]>();
        if (version > 0) {
            long count = box.u32("number of key ids");
            for (long i = 0; i < count; i++) keyIds.add(box.take(KEY_ID_BYTES, "key id"));
        }
        var inner = read(box.take(box.u32("data size"), "data"));
        keyIds.addAll(inner.keyIds);
        return Optional.of(
                new WidevinePssh(keyIds, inner.provider, inner.contentId, inner.protectionScheme, inner.marks));
    }

    /// Canonical bytes of the payload.
    public byte[] toBytes() {
        return new ProtoWriter()
                .all(2, keyIds)
                .text(3, provider)
                .bytes(4, contentId)
                .number(7, marks.periodIndex())
                .number(9, protectionScheme)
                .number(10, marks.periodSeconds())
                .all(13, marks.groupIds())
                .text(15, marks.videoFeature())
                .toBytes();
    }
}
