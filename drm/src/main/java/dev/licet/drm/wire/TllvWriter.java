package dev.licet.drm.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Writes [Tllv]s with random padding, as FairPlay demands it: never all `00` or all `ff`, and of a length that
/// tells nothing about the value (reference: fairplay.md 2.4, 4.3).
public final class TllvWriter {
    private static final int STEP = 16;

    private final SecureRandom random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    /// @param random for the padding
    public TllvWriter(SecureRandom random) {
        this.random = random;
    }

    /// Appends one block, padded to the next 16 bytes and then by `extraSteps` times 16 bytes more.
    public TllvWriter add(Tllv block, int extraSteps) {
        byte[] value = block.value();
        byte[] padding = padding(Math.floorMod(-value.length, STEP) + extraSteps * STEP);
        out.writeBytes(ByteBuffer.allocate(Tllv.HEADER_BYTES)
                .putLong(block.tag())
                .putInt(value.length + padding.length)
                .putInt(value.length)
                .array());
        out.writeBytes(value);
        out.writeBytes(padding);
        return this;
    }

    /// Everything so far: whole 16-byte blocks, ready for encryption.
    public byte[] bytes() {
        return out.toByteArray();
    }

    private byte[] padding(int length) {
        byte[] padding = new byte[length];
        random.nextBytes(padding);
        if (isAll(padding, (byte) 0x00) || isAll(padding, (byte) 0xff)) padding[length - 1] ^= 0x5a;
        return padding;
    }

    private static boolean isAll(byte[] padding, byte wanted) {
        for (byte b : padding) if (b != wanted) return false;
        return padding.length > 0;
    }
}
