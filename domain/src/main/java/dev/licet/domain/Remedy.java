package dev.licet.domain;

/// What to do about each refusal, in plain words for whoever wrote the request. The explanations and
/// `docs/errors.md` tell the same; a test compares them.
public final class Remedy {
    private Remedy() {}

    /// One or two sentences.
    public static String of(Refusal refusal) {
        return switch (refusal) {
            case EXPIRATION_TIME ->
                "Send UTC with a Z, or %2B and seconds, at most %2B2592000. The message gives the "
                        + "server's time and the distance.";
            case IP_ADDRESS -> "Leave ipAddress out.";
            case CONTENT_KEY ->
                "Send contentKey, or kek with ek or kid. The key store holds wrapped keys only, so kid "
                        + "alone yields a key only where the account derives its keys for packagers.";
            case OUTPUT_CONTROL_FLAGS -> "Send 8 hexadecimal digits, or leave outputControlFlags out.";
            case AUTHENTICATOR_MISSING -> "Send customerAuthenticator as a parameter, or as Authorization: Bearer ….";
            case AUTHENTICATOR_INVALID ->
                "Read the details: they say which of these it is, as far as that may be told. Test and "
                        + "production have separate authenticators and hosts.";
            case BALANCE_EMPTY -> "Top up: licet account balance.";
            case RIGHTS_TYPE_MISSING, RIGHTS_TYPE_INVALID ->
                "For PlayReady send BuyToOwn or Rental; for other systems leave rightsType out.";
            case RENTAL_PERIOD_END_MISSING ->
                "Send rental.periodEndTime with a Z, or %2B and seconds, ahead of now; for other systems leave rightsType "
                        + "out, or send both.";
            case RENTAL_PLAY_DURATION_MISSING, RENTAL_PLAY_DURATION_INVALID ->
                "Send whole seconds, or leave rental.playDuration out.";
            case CONTENT_KEY_LENGTH -> "Send the 16-byte key as 32 hexadecimal digits.";
            case ADMIN_ERROR -> "Try again in a moment; nothing was issued or charged.";
            case ACCOUNT_DISABLED -> "Ask the operator: licet account enable.";
            case COOKIE -> "Send at most 32 characters, none of them a control character.";
            case OUTPUT_CONTROL_RANGE ->
                "Send hdcpOutputControl 0, 1 or 2; for PlayReady output protection levels 0 to 999, minCertSecurityLevel "
                        + "150, 2000 or 3000, algId aesctr or aescbc.";
            case HDCP_MISSING -> "Send hdcpOutputControl 0, 1 or 2.";
            case OPL_MISSING -> "Send all five output protection levels, 0 to 999.";
            case UNKNOWN_OUTPUT -> "Send Allow, Disallow or SDOnly, or leave unknownOutputBehavior out.";
            case DEVICE_ID_LENGTH, DEVICE_ID ->
                "Send the deviceId of a record, 32 hexadecimal digits, or leave it out.";
            case KEK_AND_CONTENT_KEY -> "Send contentKey, or kek with ek or kid, not both.";
            case VALUE_MISSING -> "Send both halves: wudo,AAAAAA==.";
            case EXTENSION_TYPE -> "Send four characters before the comma.";
            case EXTENSION_PAYLOAD -> "Send base64 and percent-encode its +.";
            case OUTPUT_CONTROL_FLAG_LENGTH -> "Send four bytes: wudo,AAAAAA==.";
            case ERROR_FORMAT -> "Send html or json, or leave errorFormat out.";
            case DEVICE_NOT_AUTHENTICATED, CKC_FAILED, LICENSE_FAILED ->
                "Read the reason, in the record or at /explain, and mend what it names; a device gets none.";
            case TOKEN_INVALID ->
                "Fetch a new token. The reason, in the record or at /explain, tells which of these it was.";
            case KID_MISSING -> "Send kid, 32 hexadecimal digits, or ^ and a name.";
            case KEY_STORAGE -> "Store the key first, or try again in a moment.";
            case KID_LENGTH -> "Send 32 hexadecimal digits without dashes.";
            case KID_NAME_LENGTH -> "Send 1 to 64 characters after the ^.";
            case KID_INVALID -> "Send 32 hexadecimal digits, or ^ and a name.";
            case ENCRYPTED_KEY_OR_KEK -> "Send kek as 32 and ek as 48 hexadecimal digits that belong together.";
            case GENERAL_FLAGS -> "Send 0000 or leave generalFlags out; a PlayReady rental needs 00000001.";
            case FP_EXTENSION, WV_EXTENSION -> "Send four characters, a comma and base64.";
            case FP_TOKEN_TYPE -> "Leave tokenType out.";
            case IV -> "Send the content IV: a device gets it from the license alone.";
            case KEY_DATA ->
                "Send one source for each key, each kid once, an index with every key or with none, and contentId, "
                        + "trackType and licetSecurityLevel in range.";
            case FAIRPLAY_NOT_AUTHORIZED -> "Import the FairPlay credentials: licet fairplay import.";
            case RENTAL_DURATION, LICENSE_DURATION -> "Send decimal digits; 0 is no limit.";
            case FAIRPLAY_DEVICE_BINDING, WIDEVINE_DEVICE_BINDING -> "Leave deviceId out.";
            case FAIRPLAY_DISABLED, WIDEVINE_DISABLED, PLAYREADY_DISABLED -> "Ask the operator: licet account options.";
            case SECURITY_LEVEL_MISSING, SECURITY_LEVEL -> "Send securityLevel 1 to 5.";
            case LICENSE_REQUEST -> "Read the details, which name the member at fault; docs/widevine.md lists them.";
            case KEY_REQUEST ->
                "Read the details, which are the whole answer to the packager; docs/keys.md lists them.";
        };
    }
}
