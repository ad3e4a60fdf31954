package dev.licet.domain.token;

/// The least output protection that a digital output must have.
public enum Hdcp {
    /// Nothing is demanded.
    NONE,
    /// HDCP 1.x.
    V1,
    /// HDCP 2.0.
    V2,
    /// HDCP 2.1.
    V2_1,
    /// HDCP 2.2.
    V2_2,
    /// No digital output at all.
    NO_DIGITAL_OUTPUT
}
