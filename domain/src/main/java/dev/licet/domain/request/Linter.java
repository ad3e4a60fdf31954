package dev.licet.domain.request;

import dev.licet.domain.account.Options;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TrackType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks at a request that was good enough for a token, and finds what its sender probably did not mean.
final class Linter {
    /// All published parameters, those of other DRM systems too: callers send one set to several of them.
    private static final Set<String> KNOWN = Set.of(
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
            "securityLevel",
            "hdcpOutputControl",
            "licenseDuration",
            "playbackDuration",
            "trackType",
            "wvExtension",
            "fpExtension",
            "extensionType",
            "extensionPayload",
            "iv",
            "rentalDuration",
            "useHttps",
            "deviceId",
            "deviceid",
            "ipAddress",
            "outputControlFlags",
            "rightsType",
            "rental.periodEndTime",
            "rental.playDuration",
            "tokenType",
            "analogVideoOPL",
            "compressedDigitalAudioOPL",
            "compressedDigitalVideoOPL",
            "uncompressedDigitalAudioOPL",
            "uncompressedDigitalVideoOPL",
            "unknownOutputBehavior",
            "minCertSecurityLevel",
            "algId",
            Faults.NAME,
            FairPlayFields.PERSISTENT,
            FairPlayFields.LEASE,
            FairPlayFields.PLAYBACK,
            FairPlayFields.HDCP,
            FairPlayFields.LEVEL);
    private static final Pattern INDEX = Pattern.compile("\\.[0-9]{1,2}$");
    private static final List<String> WITH_BASE64 = List.of("wvExtension", "fpExtension", "extensionPayload");

    private final Parameters parameters;
    private final Set<Lint> found = EnumSet.noneOf(Lint.class);

    private Linter(Parameters parameters) {
        this.parameters = parameters;
    }

    /// What is found, in the order of [Lint].
    static List<Lint> look(TokenCall call, Options options, Token token) {
        var linter = new Linter(call.parameters());
        linter.plus();
        linter.life(options);
        linter.keys(token.rights().keys());
        linter.names();
        linter.fault(token);
        return List.copyOf(linter.found);
    }

    private void note(boolean noticed, Lint lint) {
        if (noticed) found.add(lint);
    }

    private void plus() {
        boolean time = parameters
                .first("expirationTime")
                .filter(text -> text.startsWith(" "))
                .isPresent();
        note(time || WITH_BASE64.stream().anyMatch(this::hasSpace), Lint.PLUS_AS_SPACE);
    }

    private boolean hasSpace(String name) {
        for (Optional<String> value : parameters.all(name)) {
            if (value.isPresent() && value.get().contains(" ")) return true;
        }
        return false;
    }

    private void life(Options options) {
        boolean longest = options.defaultTokenLife().equals(Options.LONGEST_TOKEN_LIFE);
        note(!parameters.has("expirationTime") && longest, Lint.DEFAULT_LIFE);
    }

    private void keys(List<KeyGrant> keys) {
        note(parameters.hasNameInQuery(Linter::isSecret), Lint.KEY_IN_URL);
        note(keys.stream().anyMatch(Linter::isGuardedAudio), Lint.HDCP_ON_AUDIO);
    }

    private static boolean isSecret(String name) {
        return name.startsWith("contentKey") || name.equals("kek");
    }

    private static boolean isGuardedAudio(KeyGrant key) {
        return key.hdcp() != Hdcp.NONE
                && key.track().filter(TrackType.AUDIO::equals).isPresent();
    }

    private void names() {
        note(parameters.first("cookie").filter(text -> !text.isEmpty()).isEmpty(), Lint.NO_COOKIE);
        note(parameters.hasName(Linter::isUnknown), Lint.UNKNOWN_PARAMETER);
    }

    private static boolean isUnknown(String name) {
        return !KNOWN.contains(name) && !KNOWN.contains(INDEX.matcher(name).replaceFirst(""));
    }

    private void fault(Token token) {
        boolean ordered = parameters.has(Faults.NAME);
        note(ordered && Faults.ordered(token.environment(), parameters).isEmpty(), Lint.FAULT_IGNORED);
    }
}
