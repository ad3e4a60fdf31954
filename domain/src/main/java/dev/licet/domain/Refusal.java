package dev.licet.domain;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one catalogue of refusals: the published codes of the token API, each with the message that goes with it.
/// A code is public, printed in `docs/errors.md`, and never reused.
public enum Refusal {
    /// `expirationTime` is neither RFC 3339 …Z nor +int; lies in the past; +0/negative; later than now + 30 days.
    EXPIRATION_TIME(-2002, Listed.BOTH, Phase.ISSUE, "Invalid token expiration time: <details>"),
    /// An IP restriction value of the shared token engine is malformed. No parameter in any public table carries it.
    IP_ADDRESS(-2003, Listed.BOTH, Phase.ISSUE, "Invalid IP address"),
    /// No content key could be established at all, or `contentKey` has characters that are not hexadecimal.
    CONTENT_KEY(-2005, Listed.BOTH, Phase.ISSUE, "Invalid content encryption key: <details>"),
    /// `outputControlFlags` is sent with bits that are not defined. Neither DRM has the parameter: reserved.
    OUTPUT_CONTROL_FLAGS(-2008, Listed.BOTH, Phase.ISSUE, "Invalid output control flags specified: <details>"),
    /// `customerAuthenticator` is missing or empty.
    AUTHENTICATOR_MISSING(-2017, Listed.BOTH, Phase.ISSUE, "Authentication token must be supplied"),
    /// The authenticator is wrong, malformed, revoked, or of the other environment.
    AUTHENTICATOR_INVALID(-2018, Listed.BOTH, Phase.ISSUE, "Authentication token invalid: <details>"),
    /// The balance of the account in this environment is used up.
    BALANCE_EMPTY(-2019, Listed.BOTH, Phase.ANY, "Insufficient tokens available"),
    /// `rightsType` is sent empty. Neither DRM has the parameter: reserved.
    RIGHTS_TYPE_MISSING(-2020, Listed.FAIRPLAY, Phase.ISSUE, "Missing rights type"),
    /// `rightsType` is sent and is neither `BuyToOwn` nor `Rental`. Neither DRM has the parameter: reserved.
    RIGHTS_TYPE_INVALID(-2021, Listed.FAIRPLAY, Phase.ISSUE, "Invalid rights type"),
    /// RightsType=Rental without rental.periodEndTime (P).
    RENTAL_PERIOD_END_MISSING(-2022, Listed.BOTH, Phase.ISSUE, "Missing rental period end time"),
    /// Shared engine; rental.playDuration is optional for P, so P need not raise it.
    RENTAL_PLAY_DURATION_MISSING(-2023, Listed.BOTH, Phase.ISSUE, "Missing rental play duration"),
    /// Rental.playDuration not a non-negative integer.
    RENTAL_PLAY_DURATION_INVALID(-2025, Listed.BOTH, Phase.ISSUE, "Invalid rental play duration"),
    /// ContentKey length ≠ 32.
    CONTENT_KEY_LENGTH(-2027, Listed.BOTH, Phase.ISSUE, "Content encryption key must be 32-hexadecimal digits long"),
    /// The account back-end failed.
    ADMIN_ERROR(-2030, Listed.BOTH, Phase.ISSUE, "ExpressPlay Admin error: <details>"),
    /// Authenticator is right but the account is switched off.
    ACCOUNT_DISABLED(-2031, Listed.BOTH, Phase.ISSUE, "Service Account Disabled"),
    /// Cookie longer than 32 characters.
    COOKIE(-2033, Listed.BOTH, Phase.ISSUE, "Invalid cookie"),
    /// Anumeric output control is out of range: P OPL outside 0–999  (range); W hdcpOutputControl outside 0–2 (no other
    // code exists in the W list).
    OUTPUT_CONTROL_RANGE(-2034, Listed.BOTH, Phase.ISSUE, "Invalid Output Control, values out of specified range"),
    /// Aname/value pair is half empty: extensionType without extensionPayload, wudo, with nothing after the comma,
    // output control id without value.
    VALUE_MISSING(-2035, Listed.BOTH, Phase.ISSUE, "No corresponding value specified"),
    /// Type part of an extension ≠ 4 characters.
    EXTENSION_TYPE(-2036, Listed.BOTH, Phase.ISSUE, "Extension type should be 4 characters"),
    /// Payload not base64.
    EXTENSION_PAYLOAD(-2037, Listed.BOTH, Phase.ISSUE, "Extension payload should be Base64 encoded"),
    /// OutputControlFlags ≠ 8 hex digits, or the wudo payload does not decode to 4 bytes.
    OUTPUT_CONTROL_FLAG_LENGTH(-2040, Listed.BOTH, Phase.ISSUE, "OutputControlFlag must be encode 4 bytes"),
    /// ErrorFormat not html/json. Body in HTML as the default.
    ERROR_FORMAT(-3004, Listed.BOTH, Phase.ISSUE, "Invalid error format specified: <format>"),
    /// Device credential in the challenge/SPC not acceptable, or differs from the bound device.
    DEVICE_NOT_AUTHENTICATED(-4001, Listed.BOTH, Phase.REDEEM, "Device could not be authenticated"),
    /// ExpressPlayToken missing, undecodable, tampered, wrong environment (an expired token is logged as "Expired
    // token" ).
    TOKEN_INVALID(-4010, Listed.BOTH, Phase.REDEEM, "Invalid token"),
    /// Kid absent where required: W and P always ; F when kek is given without kid and ek.
    KID_MISSING(-4018, Listed.BOTH, Phase.ISSUE, "Missing kid"),
    /// Look-up by kid failed: no such key, or store unreachable.
    KEY_STORAGE(-4019, Listed.BOTH, Phase.ISSUE, "Failed to get content key from key storage service"),
    /// Plain kid with length ≠ 32.
    KID_LENGTH(-4020, Listed.BOTH, Phase.ISSUE, "kid must be 32 hexadecimal characters long"),
    /// More than 64 characters after ^ (see ambiguity 4).
    KID_NAME_LENGTH(-4021, Listed.BOTH, Phase.ISSUE, "kid must be 64 characters long after the '^'"),
    /// Right length but non-hex; ^ with nothing behind it.
    KID_INVALID(-4022, Listed.BOTH, Phase.ISSUE, "Invalid kid"),
    /// Kek not 32 hex; ek not hex / wrong length; RFC 3394 integrity check fails; ek without kek.
    ENCRYPTED_KEY_OR_KEK(-4024, Listed.BOTH, Phase.ISSUE, "Invalid encrypted key or kek"),
    /// W/F: value other than zero; P: not 4-byte hex; also Rental without the persistent bit.
    GENERAL_FLAGS(-5003, Listed.BOTH, Phase.ISSUE, "Invalid general flags"),
    /// FpExtension not of the form type,payload or semantically unknown.
    FP_EXTENSION(-6001, Listed.FAIRPLAY, Phase.ISSUE, "Invalid FPExtension parameters specified"),
    /// Token of another DRM offered to the FairPlay endpoint, or an (undocumented) token-type parameter.
    FP_TOKEN_TYPE(-6002, Listed.FAIRPLAY, Phase.ANY, "Invalid FP Token Type"),
    /// Iv absent (no "missing iv" code exists), or not 32 hex.
    IV(-6003, Listed.FAIRPLAY, Phase.ISSUE, "Invalid iv parameter specified"),
    /// Internal failure while making the CKC.
    CKC_FAILED(-6004, Listed.FAIRPLAY, Phase.REDEEM, "Failed to generate CKC for FP"),
    /// Illegal combination of key parameters, e.g. F kek with both kid and ek; contentKey together with kek.
    KEY_DATA(-6005, Listed.BOTH, Phase.ISSUE, "Invalid key data specified"),
    /// Account has no FairPlay credentials (ASK + PKCS12) uploaded.
    FAIRPLAY_NOT_AUTHORIZED(-6006, Listed.FAIRPLAY, Phase.ISSUE, "Service not authorized for FairPlay support"),
    /// RentalDuration not a non-negative integer.
    RENTAL_DURATION(-6007, Listed.BOTH, Phase.ISSUE, "Invalid rental duration specified"),
    /// Adevice id parameter was sent.
    FAIRPLAY_DEVICE_BINDING(-6008, Listed.FAIRPLAY, Phase.ISSUE, "Device ID binding is not supported for FairPlay"),
    /// Option off.
    FAIRPLAY_DISABLED(-6009, Listed.FAIRPLAY, Phase.ISSUE, "FairPlay option disabled"),
    /// Adevice id parameter was sent.
    WIDEVINE_DEVICE_BINDING(-7002, Listed.WIDEVINE, Phase.ISSUE, "Device ID binding is not supported for Widevine"),
    /// SecurityLevel absent.
    SECURITY_LEVEL_MISSING(-7003, Listed.WIDEVINE, Phase.ISSUE, "Missing security level value"),
    /// Not an integer 1–5.
    SECURITY_LEVEL(-7004, Listed.WIDEVINE, Phase.ISSUE, "Invalid security level value"),
    /// HdcpOutputControl absent.
    HDCP_MISSING(-7006, Listed.WIDEVINE, Phase.ISSUE, "Missing HDCP output control value"),
    /// LicenseDuration not a non-negative (or positive) integer.
    LICENSE_DURATION(-7007, Listed.WIDEVINE, Phase.ISSUE, "Invalid license duration specified"),
    /// Internal failure at redemption.
    LICENSE_FAILED(-7008, Listed.WIDEVINE, Phase.REDEEM, "Failed to generate Widevine license"),
    /// WvExtension not type,payload, or unknown type.
    WV_EXTENSION(-7009, Listed.WIDEVINE, Phase.ISSUE, "Invalid WVExtension parameters specified"),
    /// Option off.
    WIDEVINE_DISABLED(-7011, Listed.WIDEVINE, Phase.ISSUE, "Widevine option disabled");

    /// In which of the two published lists a code stands.
    public enum Listed {
        /// In both.
        BOTH,
        /// In the Widevine list alone.
        WIDEVINE,
        /// In the FairPlay list alone.
        FAIRPLAY
    }

    /// When a code can be raised.
    public enum Phase {
        /// On a token request.
        ISSUE,
        /// On redemption.
        REDEEM,
        /// On either.
        ANY
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
