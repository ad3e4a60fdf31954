package dev.licet.server.admin;

import dev.licet.domain.Drm;

/// Names as their owners write them.
final class Names {
    private Names() {}

    static String of(Drm drm) {
        return switch (drm) {
            case WIDEVINE -> "Widevine";
            case FAIRPLAY -> "FairPlay";
            case CLEARKEY -> "Clear Key";
        };
    }
}
