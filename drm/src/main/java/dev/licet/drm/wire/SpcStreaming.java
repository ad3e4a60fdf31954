package dev.licet.drm.wire;

/// Where the picture goes, from the streaming indicator (reference: fairplay.md 2.6).
public enum SpcStreaming {
    /// AirPlay to an Apple TV or a television that speaks FairPlay.
    AIRPLAY(0xabb0256a31843974L, "airplay"),
    /// Apple's digital AV adapter; the device id in the SPC is the adapter's.
    AV_ADAPTER(0x5f9c8132b59f2fdeL, "av adapter"),
    /// The device itself plays. Any other value means that; [#LOCAL]'s own is the one we write.
    LOCAL(0, "local");

    private final long value;
    private final String word;

    SpcStreaming(long value, String word) {
        this.value = value;
        this.word = word;
    }

    static SpcStreaming of(long value) {
        if (value == AIRPLAY.value) return AIRPLAY;
        return value == AV_ADAPTER.value ? AV_ADAPTER : LOCAL;
    }

    /// The value of the TLLV.
    public long value() {
        return value;
    }

    /// A word for the record.
    public String word() {
        return word;
    }
}
