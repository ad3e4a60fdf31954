package dev.licet.device;

/// The DRM systems that a token can be asked for and played with.
enum PlayedSystem {
    WIDEVINE("wv"),
    FAIRPLAY("fp"),
    CLEARKEY("ck"),
    PLAYREADY("pr");

    private final String path;

    PlayedSystem(String path) {
        this.path = path;
    }

    /// Two letters of `/hms/{path}/…`.
    String path() {
        return path;
    }
}
