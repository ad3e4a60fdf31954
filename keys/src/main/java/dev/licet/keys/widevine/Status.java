package dev.licet.keys.widevine;

/// How an answer of `getcontentkey` begins, in the words of the interface. `INTERNAL_ERROR` is not among them:
/// packagers repeat the request then and stumble over the second answer (reference: ecosystem.md 5.1).
public enum Status {
    /// Keys follow.
    OK,
    /// The signature is not that of the signer.
    SIGNATURE_FAILED,
    /// Nothing says for what content.
    CONTENT_ID_MISSING,
    /// There is no policy of that name.
    POLICY_UNKNOWN,
    /// No track is asked for.
    TRACK_TYPE_MISSING,
    /// A track has a type that there is not.
    TRACK_TYPE_UNKNOWN,
    /// The request cannot be read.
    MALFORMED_REQUEST,
    /// The caller may not have this.
    ACCESS_DENIED,
    /// `pssh_data` is no data of a Widevine box, or names no key.
    INVALID_WIDEVINE_PSSH,
    /// Content is named in two ways.
    TOO_MANY_CONTENT_SPECIFIERS,
    /// Content of Widevine Classic is not known here.
    ASSET_NOT_FOUND,
    /// The kids belong to several pieces of content.
    CONTENT_ID_MISMATCH,
    /// A kid that no packager of the account was given.
    KEY_ID_MISMATCH,
    /// Periods of no number are asked for.
    NO_REQUESTED_CRYPTO_PERIODS
}
