package dev.licet.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One check that a request passes on its way, in the order in which they are made: first those of token
/// requests (reference: token-api.md 16), then those of redemptions. A refusal belongs to the first rule that
/// failed.
public enum Rule {
    /// `errorFormat` can be read, so that everything after it is told in the right form.
    ERROR_FORMAT(Way.ISSUE, "error-format", "errorFormat is html or json, or is absent"),
    /// The caller has a live authenticator of this environment.
    AUTHENTICATOR(Way.ISSUE, "authenticator", "the customerAuthenticator is known, live and of this environment"),
    /// The account is switched on.
    ACCOUNT(Way.ISSUE, "account", "the account is switched on"),
    /// The account may use this DRM system.
    OPTION(Way.ISSUE, "option", "the DRM option is switched on and has the credentials that it needs"),
    /// `generalFlags`.
    GENERAL_FLAGS(
            Way.ISSUE, "general-flags", "generalFlags is zero or absent, and licetPersistent is true, false or absent"),
    /// `deviceId`.
    DEVICE_BINDING(Way.ISSUE, "device-binding", "no device id is sent, or a PlayReady request has a right one"),
    /// `kid`, as far as it can be read.
    KID(Way.ISSUE, "kid", "kid is there where it is needed, is 32 hexadecimal digits or ^ and a name, and comes once"),
    /// `contentKey`, `kek` and `ek`, as far as they can be read.
    KEY_SOURCE(Way.ISSUE, "key-source", "contentKey, kek and ek name exactly one source for the key"),
    /// `rightsType` and what belongs to a rental.
    RIGHTS(Way.ISSUE, "rights", "a PlayReady request has a rightsType, and a rental has its end"),
    /// The rules that belong to a key.
    KEY_RULES(
            Way.ISSUE,
            "key-rules",
            "securityLevel, hdcpOutputControl, trackType, licetHdcpType and licetSecurityLevel are right"),
    /// Output protection levels and where pictures may go.
    OUTPUTS(
            Way.ISSUE,
            "outputs",
            "a PlayReady request has its five output protection levels, and says nothing unknown about outputs"),
    /// `iv`.
    IV(Way.ISSUE, "iv", "a FairPlay request has an iv of 32 hexadecimal digits"),
    /// The durations.
    DURATIONS(Way.ISSUE, "durations", "the durations are whole seconds and do not contradict each other"),
    /// Parameters of other DRM systems.
    RESERVED(
            Way.ISSUE,
            "reserved",
            "parameters of other DRM systems have values that those would take (profile published)"),
    /// Extensions.
    EXTENSIONS(Way.ISSUE, "extensions", "extensions are four characters and base64"),
    /// `contentId`.
    CONTENT_ID(Way.ISSUE, "content-id", "contentId has at most 256 characters"),
    /// `expirationTime`.
    EXPIRATION(Way.ISSUE, "expiration", "expirationTime is absent or lies within the next 30 days"),
    /// `cookie`.
    COOKIE(Way.ISSUE, "cookie", "cookie has at most 32 characters"),
    /// The key itself.
    KEY(Way.ISSUE, "key", "the key is in the key storage or in ek, and the kek opens it"),
    /// The balance, looked at but not charged.
    BALANCE(Way.ISSUE, "balance", "the balance is not empty"),

    /// A request that rests on a signature and not on a token.
    SIGNED_REQUEST(
            Way.REDEEM,
            "signed-request",
            "a request without a token is signed by its signer and asks for what a license can say"),
    /// The token can be opened at all.
    TOKEN(Way.REDEEM, "token", "the token is unchanged and was made for this environment and DRM system"),
    /// Its account is switched on and may use this DRM system.
    TOKEN_ACCOUNT(Way.REDEEM, "token-account", "the account of the token and its DRM option are switched on"),
    /// Nothing about the token is stopped.
    STOPPED(Way.REDEEM, "stopped", "neither the account, the token, a kid of it nor its cookie is on a stop list"),
    /// The body is a message of this DRM system.
    MESSAGE(Way.REDEEM, "message", "the body is a request of this DRM system"),
    /// The token has not expired.
    FRESH(Way.REDEEM, "fresh", "the token has not expired"),
    /// The device is who it says it is.
    DEVICE(Way.REDEEM, "device", "the device is trusted and its request is signed and complete"),
    /// The license can be made for this device.
    POLICY(Way.REDEEM, "policy", "a license with these rights can be made for this device"),
    /// The device is not stopped.
    STOPPED_DEVICE(Way.REDEEM, "stopped-device", "the device is on no stop list"),
    /// How often the token was redeemed.
    REDEMPTIONS(Way.REDEEM, "redemptions", "the token has redemptions left"),
    /// The charge.
    CHARGE(Way.REDEEM, "charge", "the balance has a unit left to charge"),
    /// Whoever makes the license has made it. A PlayReady license is made by another server, after the charge.
    MAKER(Way.REDEEM, "maker", "the license maker made the license"),

    /// The packager is known.
    PACKAGER(
            Way.PACKAGE,
            "packager",
            "the packager shows a live authenticator of this environment, or signs its request"),
    /// `X-Speke-Version`.
    SPEKE_VERSION(Way.PACKAGE, "speke-version", "X-Speke-Version is absent, 2.0 or 2.1"),
    /// The body, as XML.
    DOCUMENT(Way.PACKAGE, "document", "the document is well-formed, has no DTD and keeps to the limits"),
    /// `CPIX@contentId`.
    CPIX_CONTENT(Way.PACKAGE, "cpix-content", "the content id has 1 to 256 characters"),
    /// `CPIX@version`.
    CPIX_VERSION(Way.PACKAGE, "cpix-version", "CPIX@version is 2.3 for SPEKE 2.0 and 2.4 for SPEKE 2.1"),
    /// The lists of the document.
    CPIX_LISTS(Way.PACKAGE, "cpix-lists", "the document has the lists that its interface demands"),
    /// The content keys.
    CPIX_KEYS(Way.PACKAGE, "cpix-keys", "each key has a kid of its own and all have one encryption scheme"),
    /// The DRM systems.
    CPIX_SYSTEMS(Way.PACKAGE, "cpix-systems", "each DRM system is known, can play the scheme and names a key"),
    /// The encryption contract.
    CONTRACT(Way.PACKAGE, "contract", "the encryption contract is whole, and its keys may be shared like that"),
    /// Those whom the keys are encrypted to.
    RECIPIENTS(Way.PACKAGE, "recipients", "there are at most 8 recipients, with RSA keys of 2048 bits or more"),
    /// The option of the account.
    KEY_ORIGIN(Way.PACKAGE, "key-origin", "a source of keys for packagers is chosen for the account"),
    /// The kek.
    KEK(Way.PACKAGE, "kek", "a kek comes with the request where it is needed, and opens the keys");

    /// What a request wants.
    public enum Way {
        /// A token.
        ISSUE,
        /// A license.
        REDEEM,
        /// Keys to package with.
        PACKAGE
    }

    private final Way way;
    private final String word;
    private final String meaning;

    Rule(Way way, String word, String meaning) {
        this.way = way;
        this.word = word;
        this.meaning = meaning;
    }

    /// Which requests pass it.
    public Way way() {
        return way;
    }

    /// The name in records and explanations.
    public String word() {
        return word;
    }

    /// What holds when the rule is passed, half a sentence.
    public String meaning() {
        return meaning;
    }

    /// The rules of a way, in order.
    public static List<Rule> of(Way way) {
        return EnumSet.allOf(Rule.class).stream()
                .filter(rule -> rule.way == way)
                .toList();
    }

    /// The rule with that word.
    public static Optional<Rule> named(String word) {
        return Stream.of(values()).filter(rule -> rule.word.equals(word)).findFirst();
    }

    /// The rule that a refusal comes from when nothing more is said about it.
    public static Rule usual(Refusal why, Way way) {
        return switch (way) {
            case ISSUE -> ofIssue(why);
            case REDEEM -> ofRedemption(why);
            case PACKAGE -> ofPackager(why);
        };
    }

    private static Rule ofIssue(Refusal why) {
        return switch (why) {
            case ERROR_FORMAT -> ERROR_FORMAT;
            case AUTHENTICATOR_MISSING, AUTHENTICATOR_INVALID, ADMIN_ERROR -> AUTHENTICATOR;
            case ACCOUNT_DISABLED -> ACCOUNT;
            case WIDEVINE_DISABLED, FAIRPLAY_DISABLED, PLAYREADY_DISABLED, FAIRPLAY_NOT_AUTHORIZED -> OPTION;
            case GENERAL_FLAGS -> GENERAL_FLAGS;
            case WIDEVINE_DEVICE_BINDING, FAIRPLAY_DEVICE_BINDING, DEVICE_ID_LENGTH, DEVICE_ID -> DEVICE_BINDING;
            case KID_MISSING, KID_LENGTH, KID_NAME_LENGTH, KID_INVALID -> KID;
            case CONTENT_KEY, CONTENT_KEY_LENGTH, KEY_DATA, ENCRYPTED_KEY_OR_KEK, KEK_AND_CONTENT_KEY -> KEY_SOURCE;
            case SECURITY_LEVEL_MISSING, SECURITY_LEVEL, HDCP_MISSING, OUTPUT_CONTROL_RANGE -> KEY_RULES;
            case OPL_MISSING, UNKNOWN_OUTPUT -> OUTPUTS;
            case IV -> IV;
            case LICENSE_DURATION, RENTAL_DURATION -> DURATIONS;
            case IP_ADDRESS,
                    OUTPUT_CONTROL_FLAGS,
                    RIGHTS_TYPE_MISSING,
                    RIGHTS_TYPE_INVALID,
                    RENTAL_PERIOD_END_MISSING,
                    RENTAL_PLAY_DURATION_MISSING,
                    RENTAL_PLAY_DURATION_INVALID,
                    FP_TOKEN_TYPE -> RESERVED;
            case VALUE_MISSING,
                    EXTENSION_TYPE,
                    EXTENSION_PAYLOAD,
                    OUTPUT_CONTROL_FLAG_LENGTH,
                    FP_EXTENSION,
                    WV_EXTENSION -> EXTENSIONS;
            case EXPIRATION_TIME -> EXPIRATION;
            case COOKIE -> COOKIE;
            case KEY_STORAGE -> KEY;
            case BALANCE_EMPTY -> BALANCE;
            case DEVICE_NOT_AUTHENTICATED, TOKEN_INVALID, CKC_FAILED, LICENSE_FAILED -> ofRedemption(why);
            case LICENSE_REQUEST -> SIGNED_REQUEST;
            case KEY_REQUEST -> ofPackager(why);
        };
    }

    private static Rule ofPackager(Refusal why) {
        return why == Refusal.KEY_REQUEST ? DOCUMENT : PACKAGER;
    }

    private static Rule ofRedemption(Refusal why) {
        if (why == Refusal.LICENSE_REQUEST) return SIGNED_REQUEST;
        if (why == Refusal.TOKEN_INVALID) return TOKEN;
        if (why == Refusal.DEVICE_NOT_AUTHENTICATED) return DEVICE;
        if (why == Refusal.BALANCE_EMPTY) return CHARGE;
        return why == Refusal.CKC_FAILED || why == Refusal.LICENSE_FAILED ? POLICY : TOKEN_ACCOUNT;
    }
}
