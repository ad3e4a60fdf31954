package dev.licet.domain;

import java.util.Optional;
import java.util.stream.Stream;

/// The DRM systems a token can be for.
public enum Drm {
    /// Google Widevine, path segment `wv`.
    WIDEVINE("wv", "widevine"),
    /// Apple FairPlay Streaming, path segment `fp`.
    FAIRPLAY("fp", "fairplay"),
    /// W3C Clear Key, path segment `ck`: no protection, for trying the whole chain in a plain browser.
    CLEARKEY("ck", "clearkey"),
    /// Microsoft PlayReady, path segment `pr`. Last, because tokens carry the place in this list.
    PLAYREADY("pr", "playready");

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

    /// The system with that word, or with that path segment, which people use as a word too.
    public static Optional<Drm> named(String word) {
        return Stream.of(values())
                .filter(one -> one.word().equals(word) || one.path().equals(word))
                .findFirst();
    }
}
