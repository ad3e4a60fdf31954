package dev.licet.drm.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The certificate file of FairPlay: one DER certificate, or a bundle of them, one directly after the other
/// (reference: fairplay.md 2.3).
public final class FairPlayBundle {
    /// `30 82`, then two bytes of length.
    private static final int DER_HEADER_BYTES = 4;

    private FairPlayBundle() {}

    /// The certificates in it, byte for byte. What is no DER stays in one piece at the end.
    public static List<byte[]> split(byte[] file) {
        var certificates = new ArrayList<byte[]>();
        for (int at = 0; at < file.length; ) {
            int length = Math.min(derLength(file, at), file.length - at);
            certificates.add(Arrays.copyOfRange(file, at, at + length));
            at += length;
        }
        return List.copyOf(certificates);
    }

    private static int derLength(byte[] file, int at) {
        boolean der = at + DER_HEADER_BYTES <= file.length && file[at] == 0x30 && file[at + 1] == (byte) 0x82;
        return der ? DER_HEADER_BYTES + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff) : Integer.MAX_VALUE;
    }
}
