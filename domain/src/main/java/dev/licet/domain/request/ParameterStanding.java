package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.account.Profile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a parameter name means to one DRM system and one profile.
enum ParameterStanding {
    /// It is read.
    READ,
    /// It is ignored, and another profile would read it.
    OTHER_PROFILE,
    /// It is ignored, and another DRM system would read it, or none of those here.
    OTHER_SYSTEM,
    /// Nobody knows it.
    UNKNOWN;

    private static final Set<String> COMMON = Set.of(
            "customerAuthenticator",
            "errorFormat",
            "expirationTime",
            "cookie",
            "generalFlags",
            "kek",
            "kid",
            "ek",
            "contentKey",
            "contentId",
            "extensionType",
            "extensionPayload",
            "useHttps",
            Faults.NAME);
    private static final Set<String> WIDEVINE = Set.of(
            "securityLevel", "hdcpOutputControl", "licenseDuration", "playbackDuration", "trackType", "wvExtension");
    private static final Set<String> FAIRPLAY = Set.of(
            "iv",
            "rentalDuration",
            "trackType",
            "fpExtension",
            "tokenType",
            FairPlayFields.PERSISTENT,
            FairPlayFields.LEASE,
            FairPlayFields.PLAYBACK,
            FairPlayFields.HDCP,
            FairPlayFields.LEVEL);
    private static final Set<String> PLAYREADY = playReady();
    private static final Set<String> ELSEWHERE = Set.of("ipAddress");
    private static final Set<String> ALL = all();
    /// These exist once for each key of a request (reference: token-api.md 5.3 and 7).
    private static final Set<String> INDEXED = Set.of(
            "kid",
            "contentKey",
            "ek",
            "securityLevel",
            "hdcpOutputControl",
            "trackType",
            "minCertSecurityLevel",
            "algId",
            "analogVideoOPL",
            "compressedDigitalAudioOPL",
            "compressedDigitalVideoOPL",
            "uncompressedDigitalAudioOPL",
            "uncompressedDigitalVideoOPL");
    private static final Set<String> CURRENT_ONLY = Set.of("trackType", "playbackDuration");
    private static final Pattern WITH_INDEX = Pattern.compile("([A-Za-z]+)\\.(?:0|[1-9][0-9]{0,3})");

    private static Set<String> playReady() {
        var names = new HashSet<>(PlayReadyFields.LEVELS);
        names.addAll(List.of(
                PlayReadyFields.RIGHTS_TYPE,
                PlayReadyFields.PERIOD_END,
                PlayReadyFields.PLAY_DURATION,
                PlayReadyFields.SECURITY_LEVEL,
                PlayReadyFields.ALGORITHM,
                PlayReadyFields.UNKNOWN_OUTPUTS,
                PlayReadyFields.OUTPUT_CONTROLS,
                "deviceId",
                "deviceid",
                "trackType"));
        return Set.copyOf(names);
    }

    private static Set<String> all() {
        var all = new HashSet<>(COMMON);
        all.addAll(WIDEVINE);
        all.addAll(FAIRPLAY);
        all.addAll(PLAYREADY);
        all.addAll(ELSEWHERE);
        return Set.copyOf(all);
    }

    static ParameterStanding of(String name, Drm drm, Profile profile) {
        if (COMMON.contains(name)) return READ;
        if (ALL.contains(name)) return plain(name, drm, profile);
        Matcher indexed = WITH_INDEX.matcher(name);
        if (!indexed.matches() || !INDEXED.contains(indexed.group(1))) return UNKNOWN;
        return indexed(indexed.group(1), drm, profile);
    }

    private static ParameterStanding plain(String name, Drm drm, Profile profile) {
        if (!own(drm).contains(name)) return OTHER_SYSTEM;
        return switch (profile) {
            case PUBLISHED -> CURRENT_ONLY.contains(name) ? OTHER_PROFILE : READ;
            case CURRENT -> READ;
        };
    }

    private static ParameterStanding indexed(String base, Drm drm, Profile profile) {
        if (!COMMON.contains(base) && !own(drm).contains(base)) return OTHER_SYSTEM;
        return switch (profile) {
            case PUBLISHED -> OTHER_PROFILE;
            case CURRENT -> READ;
        };
    }

    /// What a system reads besides the common parameters.
    private static Set<String> own(Drm drm) {
        return switch (drm) {
            case WIDEVINE -> WIDEVINE;
            case FAIRPLAY -> FAIRPLAY;
            case CLEARKEY -> Set.of();
            case PLAYREADY -> PLAYREADY;
        };
    }
}
