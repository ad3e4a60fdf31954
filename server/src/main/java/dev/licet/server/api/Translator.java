package dev.licet.server.api;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Refused.Blame;

/// The one translator from refusals to HTTP status codes. 4xx wherever a retry is useless, because players
/// repeat a request on 5xx at once.
final class Translator {
    private Translator() {}

    /// The HTTP status of a refusal.
    static int status(Refused refused) {
        return switch (refused.blame()) {
            case BUSY -> 503;
            case REQUEST, SERVICE -> status(refused, refused.blame() == Blame.SERVICE);
        };
    }

    private static int status(Refused refused, boolean ours) {
        return switch (refused.why()) {
            case AUTHENTICATOR_MISSING, AUTHENTICATOR_INVALID, ACCOUNT_DISABLED -> 401;
            case FAIRPLAY_NOT_AUTHORIZED,
                    FAIRPLAY_DISABLED,
                    WIDEVINE_DISABLED,
                    PLAYREADY_DISABLED,
                    DEVICE_NOT_AUTHENTICATED,
                    TOKEN_INVALID -> 403;
            case ADMIN_ERROR -> 500;
            case KEY_REQUEST, LICENSE_REQUEST -> 422;
            case CKC_FAILED, LICENSE_FAILED -> ours ? 500 : 403;
            case KEY_STORAGE -> ours ? 503 : 400;
            case EXPIRATION_TIME,
                    IP_ADDRESS,
                    CONTENT_KEY,
                    OUTPUT_CONTROL_FLAGS,
                    BALANCE_EMPTY,
                    RIGHTS_TYPE_MISSING,
                    RIGHTS_TYPE_INVALID,
                    RENTAL_PERIOD_END_MISSING,
                    RENTAL_PLAY_DURATION_MISSING,
                    RENTAL_PLAY_DURATION_INVALID,
                    CONTENT_KEY_LENGTH,
                    COOKIE,
                    OUTPUT_CONTROL_RANGE,
                    VALUE_MISSING,
                    EXTENSION_TYPE,
                    EXTENSION_PAYLOAD,
                    OUTPUT_CONTROL_FLAG_LENGTH,
                    ERROR_FORMAT,
                    KID_MISSING,
                    KID_LENGTH,
                    KID_NAME_LENGTH,
                    KID_INVALID,
                    ENCRYPTED_KEY_OR_KEK,
                    GENERAL_FLAGS,
                    UNKNOWN_OUTPUT,
                    DEVICE_ID_LENGTH,
                    DEVICE_ID,
                    OPL_MISSING,
                    KEK_AND_CONTENT_KEY,
                    FP_EXTENSION,
                    FP_TOKEN_TYPE,
                    IV,
                    KEY_DATA,
                    RENTAL_DURATION,
                    FAIRPLAY_DEVICE_BINDING,
                    WIDEVINE_DEVICE_BINDING,
                    SECURITY_LEVEL_MISSING,
                    SECURITY_LEVEL,
                    HDCP_MISSING,
                    LICENSE_DURATION,
                    WV_EXTENSION -> 400;
        };
    }

    /// The problem type (RFC 9457) of a refusal, from DASH-IF's list where one fits.
    static String type(Refused refused) {
        return switch (status(refused)) {
            case 401 -> "https://dashif.org/drm-problems/insufficient-proof-of-authorization";
            case 403 -> typeOfForbidden(refused);
            default -> Problem.NO_TYPE;
        };
    }

    private static String typeOfForbidden(Refused refused) {
        boolean badToken = refused.why() == Refusal.TOKEN_INVALID;
        return "https://dashif.org/drm-problems/"
                + (badToken ? "insufficient-proof-of-authorization" : "not-authorized");
    }
}
