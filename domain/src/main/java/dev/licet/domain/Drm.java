package dev.licet.domain;

/// The DRM systems a token can be for.
public enum Drm {
    /// Google Widevine, path segment `wv`.
    WIDEVINE("wv", "widevine"),
    /// Apple FairPlay Streaming, path segment `fp`.
    FAIRPLAY("fp", "fairplay");

    private final String path;
    private final String word;

    Drm(String path, String word) {
        this.path = path;
        this.word = word;
    }

    /// Two letters of `/hms/{path}/…`.
    public String path() {
        return path;
    }

    /// The name in commands and records.
    public String word() {
        return word;
    }
}
