package dev.licet.device.fairplay;

/// What can be wrong with an SPC on purpose. Every server must refuse all but the first.
public enum Misbehavior {
    /// Nothing.
    NONE,
    /// One bit of the secret block was changed.
    TAMPERED,
    /// The certificate hash names no certificate of the server.
    UNKNOWN_CERTIFICATE,
    /// The device was made with another ASk.
    WRONG_ASK,
    /// The last 16 bytes are missing.
    TRUNCATED,
    /// A required TLLV, R2, is missing.
    NO_REQUIRED_TAG,
    /// A TLLV occurs twice.
    DUPLICATE_TAG,
    /// The integrity value is another one.
    BAD_INTEGRITY,
    /// The container has a version that nobody speaks.
    WRONG_VERSION,
    /// The protocol version used is one that nobody speaks.
    WRONG_PROTOCOL
}
