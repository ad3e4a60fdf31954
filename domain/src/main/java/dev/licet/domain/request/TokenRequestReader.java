package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the parameters of a token request into a [TokenRequest], in the order of token-api.md 16: exactly one code
/// is reported, that of the first thing that is wrong. Steps 1 and 2 (format, caller) and 9 (balance) are done by
/// [TokenIssuer].
final class TokenRequestReader {
    private static final int IV_BYTES = 16;
    private static final int LONGEST_COOKIE = 32;
    private static final int LONGEST_CONTENT_ID = 256;
    private static final int MOST_KEYS = 16;

    private final Drm drm;
    private final Fields fields;
    private final Options options;
    private final Instant now;
    private Rule reached = Rule.GENERAL_FLAGS;

    TokenRequestReader(Drm drm, Parameters parameters, Options options, Instant now) {
        this.drm = drm;
        this.fields = new Fields(parameters);
        this.options = options;
        this.now = now;
    }

    /// The rule that is being looked at: after a refusal the one that failed.
    Rule reached() {
        return reached;
    }

    TokenRequest read() throws BadParameter {
        boolean persistent = persistent();
        reached = Rule.DEVICE_BINDING;
        refuseDeviceBinding();
        reached = Rule.KID;
        List<KeyNames> names = keyNames();
        List<Optional<KeyId>> kids = kids(names);
        reached = Rule.KEY_SOURCE;
        List<KeySource> sources = sources(names, kids);
        reached = Rule.KEY_RULES;
        List<WantedKey> keys = keys(names, kids, sources);
        FairPlayRules rules = fairPlayRules();
        reached = Rule.IV;
        Optional<SecretBytes> iv = iv();
        reached = Rule.DURATIONS;
        Optional<Duration> startWindow = startWindow();
        Optional<Duration> playback = playbackDuration(persistent);
        Optional<Duration> rental = rental();
        Optional<Duration> lease = lease(persistent);
        reached = Rule.RESERVED;
        ReservedFields.check(fields, drm);
        reached = Rule.EXTENSIONS;
        List<Extension> extensions = ExtensionFields.read(fields, drm);
        reached = Rule.CONTENT_ID;
        Optional<String> contentId = contentId();
        reached = Rule.EXPIRATION;
        Instant expires = ExpirationField.read(fields, now, options.defaultTokenLife());
        reached = Rule.COOKIE;
        Optional<String> cookie = cookie();
        reached = Rule.KEY;
        return new TokenRequest(
                keys,
                iv,
                startWindow,
                playback,
                rental,
                persistent,
                rules.withLease(lease),
                extensions,
                contentId,
                expires,
                cookie);
    }

    private boolean persistent() throws BadParameter {
        boolean flag = generalFlags();
        return drm == Drm.FAIRPLAY && FairPlayFields.persistent(fields) || flag;
    }

    /// Step 3. Four hexadecimal digits are published, eight are what callers send (reference: token-api.md 15, 7).
    private boolean generalFlags() throws BadParameter {
        Optional<String> text = fields.text("generalFlags", Refusal.GENERAL_FLAGS);
        if (text.isEmpty() || text.get().equals("0000") || text.get().equals("00000000")) return false;
        boolean persistent = options.profile() == Profile.CURRENT && text.get().equals("00000001");
        if (persistent) return true;
        String allowed =
                switch (options.profile()) {
                    case PUBLISHED -> "0000 or 00000000";
                    case CURRENT -> "00000000 or 00000001";
                };
        throw BadParameter.of("generalFlags", Refusal.GENERAL_FLAGS, "generalFlags must be " + allowed);
    }

    private void refuseDeviceBinding() throws BadParameter {
        for (String name : List.of("deviceId", "deviceid")) {
            if (!fields.has(name)) continue;
            Optional<Refusal> why = deviceBinding();
            if (why.isEmpty()) continue;
            throw BadParameter.of(name, why.get(), "a device id was sent", "Leave " + name + " out.");
        }
    }

    /// Clear Key has no code for it, and nothing to bind.
    private Optional<Refusal> deviceBinding() {
        return switch (drm) {
            case WIDEVINE -> Optional.of(Refusal.WIDEVINE_DEVICE_BINDING);
            case FAIRPLAY -> Optional.of(Refusal.FAIRPLAY_DEVICE_BINDING);
            case CLEARKEY -> Optional.empty();
        };
    }

    /// One key, or in the current profile as many as there are indexed kids.
    private List<KeyNames> keyNames() {
        if (drm == Drm.FAIRPLAY || options.profile() == Profile.PUBLISHED) return List.of(KeyNames.PLAIN);
        var names = new ArrayList<KeyNames>();
        for (int i = 0; i < MOST_KEYS; i++) {
            if (fields.has("kid." + i) || fields.has("contentKey." + i)) names.add(new KeyNames("." + i));
        }
        return names.isEmpty() ? List.of(KeyNames.PLAIN) : names;
    }

    /// Step 4.
    private List<Optional<KeyId>> kids(List<KeyNames> names) throws BadParameter {
        var kids = new ArrayList<Optional<KeyId>>();
        for (KeyNames name : names) {
            Optional<KeyId> kid = KidField.read(fields, name.kid());
            if (kid.isEmpty() && drm != Drm.FAIRPLAY) {
                throw BadParameter.of(name.kid(), Refusal.KID_MISSING, name.kid() + " was not sent");
            }
            kids.add(kid);
        }
        return kids;
    }

    /// Step 5, as far as it needs no look-up.
    private List<KeySource> sources(List<KeyNames> names, List<Optional<KeyId>> kids) throws BadParameter {
        var sources = new ArrayList<KeySource>();
        for (int i = 0; i < names.size(); i++) {
            sources.add(KeySource.read(fields, names.get(i), drm, kids.get(i)));
        }
        return sources;
    }

    /// Step 6, the rules that belong to each key.
    private List<WantedKey> keys(List<KeyNames> names, List<Optional<KeyId>> kids, List<KeySource> sources)
            throws BadParameter {
        var keys = new ArrayList<WantedKey>();
        for (int i = 0; i < names.size(); i++) {
            keys.add(key(names.get(i), kids.get(i), sources.get(i)));
        }
        return keys;
    }

    private WantedKey key(KeyNames names, Optional<KeyId> kid, KeySource source) throws BadParameter {
        return switch (drm) {
            case CLEARKEY -> new WantedKey(kid, source, 1, Hdcp.NONE, Optional.empty());
            case FAIRPLAY -> new WantedKey(kid, source, 1, Hdcp.NONE, track(names));
            case WIDEVINE -> new WantedKey(kid, source, securityLevel(names), hdcp(names), track(names));
        };
    }

    private FairPlayRules fairPlayRules() throws BadParameter {
        return drm == Drm.FAIRPLAY ? FairPlayFields.rules(fields) : FairPlayRules.NONE;
    }

    private int securityLevel(KeyNames names) throws BadParameter {
        String name = names.of(fields, "securityLevel");
        OptionalInt level = fields.number(name, 1, 5, Refusal.SECURITY_LEVEL);
        return orDefault(level, 1, name, Refusal.SECURITY_LEVEL_MISSING);
    }

    private Hdcp hdcp(KeyNames names) throws BadParameter {
        String name = names.of(fields, "hdcpOutputControl");
        int highest =
                switch (options.profile()) {
                    case PUBLISHED -> Hdcp.V2.ordinal();
                    case CURRENT -> Hdcp.NO_DIGITAL_OUTPUT.ordinal();
                };
        OptionalInt value = fields.number(name, 0, highest, Refusal.OUTPUT_CONTROL_RANGE);
        return Hdcp.values()[orDefault(value, 0, name, Refusal.HDCP_MISSING)];
    }

    private int orDefault(OptionalInt value, int standard, String name, Refusal missing) throws BadParameter {
        if (value.isPresent()) return value.getAsInt();
        return switch (options.profile()) {
            case CURRENT -> standard;
            case PUBLISHED -> throw BadParameter.of(name, missing, name + " was not sent");
        };
    }

    private Optional<TrackType> track(KeyNames names) throws BadParameter {
        if (options.profile() == Profile.PUBLISHED) return Optional.empty();
        OptionalInt value = fields.number(names.of(fields, "trackType"), 0, TrackType.UHD2.ordinal(), Refusal.KEY_DATA);
        return value.isPresent() ? Optional.of(TrackType.values()[value.getAsInt()]) : Optional.empty();
    }

    /// `iv`, required for FairPlay: a device gets it from the CKC alone (reference: fairplay.md 0.6).
    private Optional<SecretBytes> iv() throws BadParameter {
        if (drm != Drm.FAIRPLAY) return Optional.empty();
        Optional<SecretBytes> iv = fields.secret("iv", IV_BYTES, Refusal.IV, Refusal.IV);
        if (iv.isEmpty()) throw BadParameter.of("iv", Refusal.IV, "iv was not sent", "Send iv, 32 hexadecimal digits.");
        return iv;
    }

    /// In the current profile `licenseDuration` is the time until the first play (reference: token-api.md 5.3).
    private Optional<Duration> startWindow() throws BadParameter {
        return drm == Drm.WIDEVINE && options.profile() == Profile.CURRENT
                ? limit("licenseDuration")
                : Optional.empty();
    }

    private Optional<Duration> playbackDuration(boolean persistent) throws BadParameter {
        return switch (drm) {
            case WIDEVINE -> playbackDuration();
            case FAIRPLAY -> FairPlayFields.playback(fields, persistent);
            case CLEARKEY -> Optional.empty();
        };
    }

    /// In the published profile `licenseDuration` is the time after the first play (reference: token-api.md 5.1).
    private Optional<Duration> playbackDuration() throws BadParameter {
        return switch (options.profile()) {
            case PUBLISHED -> limit("licenseDuration");
            case CURRENT -> limit("playbackDuration");
        };
    }

    private Optional<Duration> lease(boolean persistent) throws BadParameter {
        return drm == Drm.FAIRPLAY ? FairPlayFields.lease(fields, persistent) : Optional.empty();
    }

    /// Zero is no limit, as in Widevine's own policy.
    private Optional<Duration> limit(String name) throws BadParameter {
        return fields.seconds(name, Refusal.LICENSE_DURATION).filter(Duration::isPositive);
    }

    private Optional<Duration> rental() throws BadParameter {
        if (drm != Drm.FAIRPLAY) return Optional.empty();
        return fields.seconds("rentalDuration", Refusal.RENTAL_DURATION).filter(Duration::isPositive);
    }

    /// No published code speaks of `contentId`; "invalid key data" comes nearest.
    private Optional<String> contentId() throws BadParameter {
        Optional<String> text = fields.filled("contentId", Refusal.KEY_DATA);
        if (text.isPresent() && length(text.get()) > LONGEST_CONTENT_ID) {
            throw BadParameter.of("contentId", Refusal.KEY_DATA, "contentId is longer than 256 characters");
        }
        return text;
    }

    /// Step 8, second half.
    private Optional<String> cookie() throws BadParameter {
        Optional<String> text = fields.filled("cookie", Refusal.COOKIE);
        if (text.isPresent() && !isCookie(text.get())) {
            throw BadParameter.of(
                    "cookie", Refusal.COOKIE, "a cookie has at most 32 characters and no control characters");
        }
        return text;
    }

    static boolean isCookie(String text) {
        return length(text) <= LONGEST_COOKIE && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
