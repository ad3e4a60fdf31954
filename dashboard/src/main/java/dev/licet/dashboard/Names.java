package dev.licet.dashboard;

import dev.licet.domain.Drm;
import dev.licet.domain.token.Hdcp;

/// Names as their owners write them.
final class Names {
    private Names() {}

    static String of(Drm drm) {
        return switch (drm) {
            case WIDEVINE -> "Widevine";
            case FAIRPLAY -> "FairPlay";
            case CLEARKEY -> "Clear Key";
            case PLAYREADY -> "PlayReady";
        };
    }

    static String of(Hdcp hdcp) {
        return switch (hdcp) {
            case NONE -> "not needed";
            case V1 -> "1.x";
            case V2 -> "2.0";
            case V2_1 -> "2.1";
            case V2_2 -> "2.2";
            case NO_DIGITAL_OUTPUT -> "no digital output";
        };
    }
}
