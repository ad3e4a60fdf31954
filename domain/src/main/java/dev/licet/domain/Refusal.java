package dev.licet.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one catalogue of refusals: the published codes of the token API, each with the message that goes with
/// it. A code is public, printed in `docs/errors.md`, and never reused.
public enum Refusal {
    /// `expirationTime` is unreadable, has another zone than `Z`, lies in the past or more than 30 days ahead.
    EXPIRATION_TIME(-2002, Listed.ALL, Phase.ISSUE, "Invalid token expiration time: <details>"),
    /// `ipAddress` is sent and is no IP address. Neither DRM uses it: reserved.
    IP_ADDRESS(-2003, Listed.ALL, Phase.ISSUE, "Invalid IP address"),
    /// No content key could be established, or `contentKey` has characters that are not hexadecimal.
    CONTENT_KEY(-2005, Listed.ALL, Phase.ISSUE, "Invalid content encryption key: <details>"),
    /// `outputControlFlags` is sent and is not hexadecimal. Only PlayReady uses it.
    OUTPUT_CONTROL_FLAGS(-2008, Listed.ALL, Phase.ISSUE, "Invalid output control flags specified: <details>"),
    /// No `customerAuthenticator` was sent.
    AUTHENTICATOR_MISSING(-2017, Listed.ALL, Phase.ISSUE, "Authentication token must be supplied"),
    /// The authenticator is malformed, unknown, revoked, or of the other environment.
    AUTHENTICATOR_INVALID(-2018, Listed.ALL, Phase.ISSUE, "Authentication token invalid: <details>"),
    /// The balance of the account in this environment is used up.
    BALANCE_EMPTY(-2019, Listed.ALL, Phase.ANY, "Insufficient tokens available"),
    /// `rightsType` is missing for PlayReady, or sent empty for FairPlay, which does not use it.
    RIGHTS_TYPE_MISSING(-2020, Listed.FAIRPLAY_AND_PLAYREADY, Phase.ISSUE, "Missing rights type"),
    /// `rightsType` is sent and is neither `BuyToOwn` nor `Rental`. Only PlayReady uses it.
    RIGHTS_TYPE_INVALID(-2021, Listed.FAIRPLAY_AND_PLAYREADY, Phase.ISSUE, "Invalid rights type"),
    /// `rightsType=Rental` is sent without a `rental.periodEndTime` that lies ahead. Only PlayReady uses them.
    RENTAL_PERIOD_END_MISSING(-2022, Listed.ALL, Phase.ISSUE, "Missing rental period end time"),
    /// `rental.playDuration` is sent without a value. Only PlayReady uses it.
    RENTAL_PLAY_DURATION_MISSING(-2023, Listed.ALL, Phase.ISSUE, "Missing rental play duration"),
    /// `rental.playDuration` is sent and is no whole number of seconds. Only PlayReady uses it.
    RENTAL_PLAY_DURATION_INVALID(-2025, Listed.ALL, Phase.ISSUE, "Invalid rental play duration"),
    /// `contentKey` is not 32 characters long.
    CONTENT_KEY_LENGTH(-2027, Listed.ALL, Phase.ISSUE, "Content encryption key must be 32-hexadecimal digits long"),
    /// The account database did not answer or could not write.
    ADMIN_ERROR(-2030, Listed.ALL, Phase.ISSUE, "ExpressPlay Admin error: <details>"),
    /// The authenticator is right, but the account is switched off.
    ACCOUNT_DISABLED(-2031, Listed.ALL, Phase.ISSUE, "Service Account Disabled"),
    /// `cookie` is longer than 32 characters or has control characters.
    COOKIE(-2033, Listed.ALL, Phase.ISSUE, "Invalid cookie"),
    /// `hdcpOutputControl` is no number in range (0 to 2; 0 to 5 in the current profile), an output protection
    /// level of PlayReady is beyond 999, or `minCertSecurityLevel` or `algId` has no known value.
    OUTPUT_CONTROL_RANGE(-2034, Listed.ALL, Phase.ISSUE, "Invalid Output Control, values out of specified range"),
    /// One side of a pair is empty: an extension without payload, `extensionType` without `extensionPayload`.
    VALUE_MISSING(-2035, Listed.ALL, Phase.ISSUE, "No corresponding value specified"),
    /// The type of an extension has not exactly 4 characters.
    EXTENSION_TYPE(-2036, Listed.ALL, Phase.ISSUE, "Extension type should be 4 characters"),
    /// The payload of an extension is not base64.
    EXTENSION_PAYLOAD(-2037, Listed.ALL, Phase.ISSUE, "Extension payload should be Base64 encoded"),
    /// The payload of a `wudo` extension does not decode to 4 bytes, or `outputControlFlags` has not 8 digits.
    OUTPUT_CONTROL_FLAG_LENGTH(-2040, Listed.ALL, Phase.ISSUE, "OutputControlFlag must be encode 4 bytes"),
    /// `errorFormat` is neither `html` nor `json`.
    ERROR_FORMAT(-3004, Listed.ALL, Phase.ISSUE, "Invalid error format specified: <format>"),
    /// What the device sent is malformed, is signed by nobody we trust, or asks for what this back end cannot
    /// give. The record says which.
    DEVICE_NOT_AUTHENTICATED(-4001, Listed.ALL, Phase.REDEEM, "Device could not be authenticated"),
    /// The token is missing, was changed, has expired, was redeemed as often as it may be, or belongs to
    /// another environment or DRM system.
    TOKEN_INVALID(-4010, Listed.WIDEVINE_AND_FAIRPLAY, Phase.REDEEM, "Invalid token"),
    /// `kid` is missing: Widevine and PlayReady always need it, FairPlay where `kek` comes without `ek`.
    KID_MISSING(-4018, Listed.ALL, Phase.ISSUE, "Missing kid"),
    /// The key store has no key with that `kid` (400), or does not answer (503).
    KEY_STORAGE(-4019, Listed.ALL, Phase.ISSUE, "Failed to get content key from key storage service"),
    /// `kid` does not begin with `^` and is not 32 characters long.
    KID_LENGTH(-4020, Listed.ALL, Phase.ISSUE, "kid must be 32 hexadecimal characters long"),
    /// The name after the `^` is longer than 64 characters.
    KID_NAME_LENGTH(-4021, Listed.ALL, Phase.ISSUE, "kid must be 64 characters long after the '^'"),
    /// `kid` has characters that are not hexadecimal, or nothing follows the `^`.
    KID_INVALID(-4022, Listed.ALL, Phase.ISSUE, "Invalid kid"),
    /// `kek` or `ek` is malformed, `ek` comes without `kek`, or the kek does not open the key (RFC 3394).
    ENCRYPTED_KEY_OR_KEK(-4024, Listed.ALL, Phase.ISSUE, "Invalid encrypted key or kek"),
    /// `generalFlags` is anything but zero (or the persistent flag in the current profile), or
    /// `licetPersistent` is neither `true` nor `false`.
    GENERAL_FLAGS(-5003, Listed.ALL, Phase.ISSUE, "Invalid general flags"),
    /// `unknownOutputBehavior` is none of `Allow`, `Disallow` and `SDOnly`.
    UNKNOWN_OUTPUT(-5001, Listed.PLAYREADY, Phase.ISSUE, "Invalid unknown output type error"),
    /// The PlayReady option of the account is switched off.
    PLAYREADY_DISABLED(-5002, Listed.PLAYREADY, Phase.ISSUE, "PlayReady option is disabled for this service"),
    /// `deviceId` is not 32 characters long.
    DEVICE_ID_LENGTH(-5004, Listed.PLAYREADY, Phase.ISSUE, "Device ID must be 32 hexadecimal characters long"),
    /// `deviceId` has characters that are not hexadecimal.
    DEVICE_ID(-5005, Listed.PLAYREADY, Phase.ISSUE, "Invalid device ID"),
    /// One of the five output protection levels is missing.
    OPL_MISSING(-5006, Listed.PLAYREADY, Phase.ISSUE, "Missing OPL value"),
    /// `kek` and `contentKey` are both sent.
    KEK_AND_CONTENT_KEY(-5007, Listed.PLAYREADY, Phase.ISSUE, "Only one of kek or contentKey can be specified"),
    /// `fpExtension` is not of the form `type,payload`.
    FP_EXTENSION(-6001, Listed.FAIRPLAY, Phase.ISSUE, "Invalid FPExtension parameters specified"),
    /// `tokenType` is sent and is not `fp`.
    FP_TOKEN_TYPE(-6002, Listed.FAIRPLAY, Phase.ANY, "Invalid FP Token Type"),
    /// `iv` is missing or is not 32 hexadecimal digits.
    IV(-6003, Listed.FAIRPLAY, Phase.ISSUE, "Invalid iv parameter specified"),
    /// The license could not be made: for policy reasons (403), or because something failed inside (500).
    CKC_FAILED(-6004, Listed.FAIRPLAY, Phase.REDEEM, "Failed to generate CKC for FP"),
    /// Key parameters contradict each other: `contentKey` with `kek`, or for FairPlay `kek` with both `kid` and
    /// `ek`; or `contentId`, `trackType` or `licetSecurityLevel` is out of range.
    KEY_DATA(-6005, Listed.WIDEVINE_AND_FAIRPLAY, Phase.ISSUE, "Invalid key data specified"),
    /// The account has no FairPlay credentials in this environment.
    FAIRPLAY_NOT_AUTHORIZED(-6006, Listed.FAIRPLAY, Phase.ISSUE, "Service not authorized for FairPlay support"),
    /// `rentalDuration` or one of our own durations is no whole number of seconds, or they contradict each
    /// other.
    RENTAL_DURATION(-6007, Listed.WIDEVINE_AND_FAIRPLAY, Phase.ISSUE, "Invalid rental duration specified"),
    /// A device id was sent.
    FAIRPLAY_DEVICE_BINDING(-6008, Listed.FAIRPLAY, Phase.ISSUE, "Device ID binding is not supported for FairPlay"),
    /// The FairPlay option of the account is switched off.
    FAIRPLAY_DISABLED(-6009, Listed.FAIRPLAY, Phase.ISSUE, "FairPlay option disabled"),
    /// A device id was sent.
    WIDEVINE_DEVICE_BINDING(-7002, Listed.WIDEVINE, Phase.ISSUE, "Device ID binding is not supported for Widevine"),
    /// `securityLevel` is missing.
    SECURITY_LEVEL_MISSING(-7003, Listed.WIDEVINE, Phase.ISSUE, "Missing security level value"),
    /// `securityLevel` is no number from 1 to 5.
    SECURITY_LEVEL(-7004, Listed.WIDEVINE, Phase.ISSUE, "Invalid security level value"),
    /// `hdcpOutputControl` is missing.
    HDCP_MISSING(-7006, Listed.WIDEVINE, Phase.ISSUE, "Missing HDCP output control value"),
    /// `licenseDuration` is no whole number of seconds.
    LICENSE_DURATION(-7007, Listed.WIDEVINE, Phase.ISSUE, "Invalid license duration specified"),
    /// The license could not be made: for policy reasons (403), or because something failed inside (500).
    LICENSE_FAILED(-7008, Listed.WIDEVINE, Phase.REDEEM, "Failed to generate Widevine license"),
    /// `wvExtension` is not of the form `type,payload`.
    WV_EXTENSION(-7009, Listed.WIDEVINE, Phase.ISSUE, "Invalid WVExtension parameters specified"),
    /// The Widevine option of the account is switched off.
    WIDEVINE_DISABLED(-7011, Listed.WIDEVINE, Phase.ISSUE, "Widevine option disabled"),
    /// A packager is not given the keys that it asks for. Its door says the details alone, in the words that
    /// its interface prescribes where it does.
    KEY_REQUEST(-9001, Listed.OURS, Phase.PACKAGE, "Keys refused: <details>"),
    /// A signed request for a license cannot be read, or asks for what no license given here can say.
    LICENSE_REQUEST(-9002, Listed.OURS, Phase.REDEEM, "License request refused: <details>");

    /// In which of the three published lists a code stands.
    public enum Listed {
        /// In all.
        ALL(Drm.WIDEVINE, Drm.FAIRPLAY, Drm.PLAYREADY),
        /// In those of Widevine and FairPlay.
        WIDEVINE_AND_FAIRPLAY(Drm.WIDEVINE, Drm.FAIRPLAY),
        /// In those of FairPlay and PlayReady.
        FAIRPLAY_AND_PLAYREADY(Drm.FAIRPLAY, Drm.PLAYREADY),
        /// In the Widevine list alone.
        WIDEVINE(Drm.WIDEVINE),
        /// In the FairPlay list alone.
        FAIRPLAY(Drm.FAIRPLAY),
        /// In the PlayReady list alone.
        PLAYREADY(Drm.PLAYREADY),
        /// In none: our own.
        OURS();

        private final Set<Drm> systems;

        Listed(Drm... systems) {
            this.systems = Set.of(systems);
        }

        /// Whether the list of that system has the code.
        public boolean of(Drm drm) {
            return systems.contains(drm);
        }
    }

    /// When a code can be raised.
    public enum Phase {
        /// On a token request.
        ISSUE,
        /// On redemption.
        REDEEM,
        /// On either.
        ANY,
        /// When a packager asks for keys.
        PACKAGE
    }

    private static final Map<Integer, Refusal> BY_CODE =
            Stream.of(values()).collect(Collectors.toMap(Refusal::code, Function.identity()));

    private final int code;
    private final Listed listed;
    private final Phase phase;
    private final String message;

    Refusal(int code, Listed listed, Phase phase, String message) {
        this.code = code;
        this.listed = listed;
        this.phase = phase;
        this.message = message;
    }

    /// The published number, negative.
    public int code() {
        return code;
    }

    /// Where the code is published.
    public Listed listed() {
        return listed;
    }

    /// When it is raised.
    public Phase phase() {
        return phase;
    }

    /// The published text; some end in `<details>` or `<format>`, which [Refused#message()] fills in.
    public String template() {
        return message;
    }

    /// The refusal with that number.
    public static Optional<Refusal> ofCode(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
