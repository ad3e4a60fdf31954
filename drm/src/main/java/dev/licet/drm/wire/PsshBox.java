package dev.licet.drm.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/// A protection system specific header box (ISO/IEC 23001-7 section 8.1; reference: speke-cpix.md 6.1).
public final class PsshBox {
    private static final int TYPE = 0x70737368;
    private static final int VERSION_1 = 1 << 24;
    private static final int KID_BYTES = 16;
    private static final int FIXED_BYTES = 4 + 4 + 4 + 16 + 4;

    private PsshBox() {}

    /// A box of version 0: data alone.
    public static byte[] of(UUID system, byte[] data) {
        return begun(system, FIXED_BYTES + data.length, 0)
                .putInt(data.length)
                .put(data)
                .array();
    }

    /// A box of version 1: key ids alone, 16 bytes each, without data.
    public static byte[] ofKids(UUID system, List<byte[]> kids) {
        var box = begun(system, FIXED_BYTES + 4 + KID_BYTES * kids.size(), VERSION_1)
                .putInt(kids.size());
        kids.forEach(box::put);
        return box.putInt(0).array();
    }

    private static ByteBuffer begun(UUID system, int size, int versionAndFlags) {
        return ByteBuffer.allocate(size)
                .putInt(size)
                .putInt(TYPE)
                .putInt(versionAndFlags)
                .putLong(system.getMostSignificantBits())
                .putLong(system.getLeastSignificantBits());
    }
}
