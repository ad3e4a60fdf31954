package dev.licet.domain.token;

/// What a content key protects; the order is that of the `trackType` parameter, 0 to 4.
public enum TrackType {
    /// Standard definition.
    SD,
    /// High definition.
    HD,
    /// Audio.
    AUDIO,
    /// Ultra-high definition, first tier.
    UHD1,
    /// Ultra-high definition, second tier.
    UHD2
}
