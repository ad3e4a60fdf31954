package dev.licet.drm.wire;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Key ids as PlayReady writes them: base64 of a GUID whose first three groups are little-endian, where every
/// other system has the 16 bytes in the order in which a UUID is printed (reference: playready.md 3).
public final class PlayReadyGuid {
    /// Length in bytes.
    public static final int BYTES = 16;

    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final int[] ORDER = {3, 2, 1, 0, 5, 4, 7, 6};

    private PlayReadyGuid() {}

    /// The 16 bytes of a key id from its PlayReady spelling; empty for anything else.
    public static Optional<byte[]> read(String base64) {
        try {
            byte[] guid = Base64.getDecoder().decode(base64.strip());
            return guid.length == BYTES ? Optional.of(swapped(guid)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// The PlayReady spelling of a key id of 16 bytes.
    public static String print(byte[] kid) {
        return BASE64.encodeToString(swapped(kid));
    }

    /// The other order of the bytes; twice is the first again.
    public static byte[] swapped(byte[] id) {
        byte[] swapped = id.clone();
        for (int i = 0; i < ORDER.length; i++) swapped[i] = id[ORDER[i]];
        return swapped;
    }

    /// With hyphens, as a UUID is printed.
    public static String dashed(byte[] kid) {
        String hex = HexFormat.of().formatHex(kid);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }
}
