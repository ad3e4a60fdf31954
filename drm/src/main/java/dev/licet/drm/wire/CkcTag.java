package dev.licet.drm.wire;

import java.util.Set;

/// The tags that a server puts into a CKC (reference: fairplay.md 4.2); besides them it returns what the SPC
/// asks for.
public final class CkcTag {
    /// Content IV and encrypted content key, 32 bytes.
    public static final long CONTENT_KEY = 0x58b38165af0e3d5aL;
    /// R1 as decrypted, 44 bytes.
    public static final long R1 = 0xea74c4645d5efee9L;
    /// [CkcKeyDuration], 16 bytes.
    public static final long KEY_DURATION = 0x47acf6a418cd091aL;
    /// [CkcOfflineKey], 32 or 48 bytes.
    public static final long OFFLINE_KEY = 0x6375d9727060218cL;
    /// [CkcHdcp], 16 bytes.
    public static final long HDCP = 0x2e52f1530d8ddb4aL;
    /// Required security level, 16 bytes.
    public static final long SECURITY_LEVEL = 0x644cb1dac0313250L;
    /// Session key version, 16 bytes, of the newest SDK only.
    public static final long SESSION_KEY_VERSION = 0x42ca089e8e9fa924L;
    /// All of them.
    public static final Set<Long> ALL =
            Set.of(CONTENT_KEY, R1, KEY_DURATION, OFFLINE_KEY, HDCP, SECURITY_LEVEL, SESSION_KEY_VERSION);

    private CkcTag() {}
}
