package dev.licet.drm.wire;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// The output protection that a CKC demands. Without the TLLV a device enforces type 0 (reference: fairplay.md
/// 4.2).
public enum CkcHdcp {
    /// None is needed.
    NOT_REQUIRED(0xef72894ca7895b78L),
    /// Any HDCP.
    TYPE_0(0x40791ac78bd5c571L),
    /// HDCP 2.2 or later on the whole way.
    TYPE_1(0x285a0863bba8e1d3L);

    private final long value;

    CkcHdcp(long value) {
        this.value = value;
    }

    /// Reads the TLLV value of 16 bytes; some servers send 8.
    public static CkcHdcp read(byte[] value) throws MalformedMessage {
        var cursor = new ByteCursor(value);
        long wanted = cursor.u64("HDCP");
        if (cursor.remaining() > 0) cursor.take(8, "HDCP, random bytes");
        cursor.end("HDCP");
        for (CkcHdcp hdcp : values()) if (hdcp.value == wanted) return hdcp;
        throw new MalformedMessage("HDCP: unknown value");
    }

    /// As a TLLV of 16 bytes, half of them random.
    public Tllv tllv(SecureRandom random) {
        byte[] noise = new byte[8];
        random.nextBytes(noise);
        return new Tllv(
                CkcTag.HDCP, ByteBuffer.allocate(16).putLong(value).put(noise).array());
    }
}
