package dev.licet.drm.wire;

/// The tags of an SPC (reference: fairplay.md 2.5). A real SPC also holds tags that nobody has published; those
/// are kept, and echoed when the device asks for it.
public final class SpcTag {
    /// The encrypted session block, 112 bytes: [SpcSessionBlock].
    public static final long SESSION_BLOCK = 0x3d1a10b8bffac2ecL;
    /// What the session block must end with, 16 bytes.
    public static final long INTEGRITY = 0xb349d4809e910687L;
    /// Anti-replay seed, 16 bytes.
    public static final long ANTI_REPLAY_SEED = 0x89c90f12204106b2L;
    /// Input of the secret derivation, 21 bytes.
    public static final long R2 = 0x71b5595ac1521133L;
    /// The tags to echo, 8 bytes each.
    public static final long RETURN_REQUEST = 0x19f9d4e5ab7609cbL;
    /// What the app named the content, 2 to 200 bytes.
    public static final long ASSET_ID = 0x1bf7f53f5d5d5a1fL;
    /// 8 bytes, of no interest to a server.
    public static final long TRANSACTION_ID = 0x47aa7ad3440577deL;
    /// Protocol versions that the device speaks, 4 bytes each.
    public static final long VERSIONS_SUPPORTED = 0x67b8fb79ecce1a13L;
    /// The protocol version that device and playlist settled on, 4 bytes.
    public static final long VERSION_USED = 0x5d81bcbcc7f61703L;
    /// Where the picture goes, 8 bytes: [SpcStreaming].
    public static final long STREAMING_INDICATOR = 0xabb0256a31843974L;
    /// Date, state and session, 16 bytes: [SpcPlaybackState].
    public static final long PLAYBACK_STATE = 0xeb8efdf2b25ab3a0L;
    /// Bits 127 to 64, then 63 to 0: [SpcCapabilities].
    public static final long CAPABILITIES = 0x9c02af3253c07fb2L;
    /// A report about stored keys: [SpcSync].
    public static final long SYNC = 0x77966de1dc1083adL;
    /// 36 bytes.
    public static final long DEVICE_IDENTITY = 0x94c17cd676c69b59L;
    /// The older form of the device identity, 16 bytes.
    public static final long DEVICE_INFORMATION = 0xd43fc6abc596aae7L;
    /// 20 bytes; 32 bytes are an encrypted form that is not for servers.
    public static final long SECURITY_LEVEL = 0xb18ee16ea50f6c02L;
    /// Version of the deny list of kernel extensions, 4 bytes.
    public static final long KDL_VERSION = 0x70eca6573388e329L;
    /// What virtual machine the device is, 28 bytes.
    public static final long VM_INFORMATION = 0x756440e240499f70L;
    /// Content-key TLLVs that the device reads, 12 bytes and 8 for each.
    public static final long KEY_FORMATS = 0x8d8e84fa6cc35eb7L;

    private SpcTag() {}
}
