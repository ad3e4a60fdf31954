package dev.licet.domain.request;

/// Something in a request that was accepted and is likely a mistake. A token is issued all the same; the answer
/// has the words in its header `Licet-Lint`, the record in its fact `lint` (described in `docs/lints.md`).
public enum Lint {
    /// A `+` was sent as it is, which in a form means a space.
    PLUS_AS_SPACE("plus-as-space"),
    /// There was no `expirationTime`, so the token lives for 30 days.
    DEFAULT_LIFE("default-life"),
    /// A content key or kek was in the URL, which is where logs are made of.
    KEY_IN_URL("key-in-url"),
    /// HDCP is demanded for audio, which no device can give.
    HDCP_ON_AUDIO("hdcp-on-audio"),
    /// There was no `cookie`, so records of this token are found by its id alone.
    NO_COOKIE("no-cookie"),
    /// A parameter that means nothing was ignored.
    UNKNOWN_PARAMETER("unknown-parameter"),
    /// A parameter that only another profile of the account would read was ignored.
    OTHER_PROFILE("other-profile"),
    /// A parameter of another DRM system, or of none here, was ignored.
    OTHER_SYSTEM("other-system"),
    /// The body ends with a line break, which belongs to the last value.
    LINE_BREAK("line-break"),
    /// `rental.*` was sent for something that is not rented, and ignored.
    RENTAL_IGNORED("rental-ignored"),
    /// An output protection level is none of those that PlayReady gives a meaning to.
    ODD_OUTPUT_LEVEL("odd-output-level"),
    /// `algId` is another one than that of the scheme which the packager was given the key for.
    CONTENT_MODE("content-mode"),
    /// A fault was ordered in production, or is not one.
    FAULT_IGNORED("fault-ignored"),
    /// The license demands something else than the track rules, which is what manifests say.
    NOT_AS_PACKAGED("not-as-packaged");

    private final String word;

    Lint(String word) {
        this.word = word;
    }

    /// The word in the header and in the record.
    public String word() {
        return word;
    }
}
