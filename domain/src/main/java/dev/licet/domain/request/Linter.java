package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TrackType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Looks at a request that was good enough for a token, and finds what its sender probably did not mean.
final class Linter {
    private static final List<String> WITH_BASE64 = List.of("wvExtension", "fpExtension", "extensionPayload");

    private final Parameters parameters;
    private final Set<Lint> found = EnumSet.noneOf(Lint.class);

    private Linter(Parameters parameters) {
        this.parameters = parameters;
    }

    /// What is found, in the order of [Lint].
    static List<Lint> look(TokenCall call, Options options, Token token, PackagedLookup packaged) {
        var linter = new Linter(call.parameters());
        linter.plus();
        linter.life(options);
        linter.keys(token.rights().keys());
        linter.cookie();
        linter.names(call.drm(), options.profile());
        if (call.drm() == Drm.PLAYREADY) linter.playReady(token.rights(), packaged);
        linter.body();
        linter.fault(token);
        linter.note(PackagedDifference.isFound(token, packaged), Lint.NOT_AS_PACKAGED);
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

    private void cookie() {
        note(parameters.first("cookie").filter(text -> !text.isEmpty()).isEmpty(), Lint.NO_COOKIE);
    }

    private void names(Drm drm, Profile profile) {
        parameters.eachName(name -> {
            switch (ParameterStanding.of(name, drm, profile)) {
                case READ -> {}
                case OTHER_PROFILE -> found.add(Lint.OTHER_PROFILE);
                case OTHER_SYSTEM -> found.add(Lint.OTHER_SYSTEM);
                case UNKNOWN -> found.add(Lint.UNKNOWN_PARAMETER);
            }
        });
    }

    private void playReady(Rights rights, PackagedLookup packaged) {
        PlayReadyRules rules = rights.playReady();
        boolean rental = parameters.has(PlayReadyFields.PERIOD_END) || parameters.has(PlayReadyFields.PLAY_DURATION);
        note(rental && rules.purchase() != PlayReadyRules.Purchase.RENTAL, Lint.RENTAL_IGNORED);
        note(rules.keys().stream().anyMatch(key -> isOdd(key.levels())), Lint.ODD_OUTPUT_LEVEL);
        note(
                IntStream.range(0, rules.keys().size()).anyMatch(i -> isOtherMode(rights, i, packaged)),
                Lint.CONTENT_MODE);
    }

    /// A device decrypts in the mode that its license says, and shows nothing when the content is in the other one.
    private static boolean isOtherMode(Rights rights, int key, PackagedLookup packaged) {
        var algorithm = rights.playReady().keys().get(key).algorithm();
        return rights.keys()
                .get(key)
                .kid()
                .flatMap(packaged::find)
                .flatMap(PackagedKey::algorithm)
                .filter(packagedAs -> packagedAs != algorithm)
                .isPresent();
    }

    /// Which levels have a meaning is published; 0 is none at all (reference: playready.md 2).
    private static boolean isOdd(PlayReadyRules.OutputLevels levels) {
        var audio = Set.of(0, 100, 150, 200, 250, 300);
        return !Set.of(0, 100, 150, 200).contains(levels.analogVideo())
                || !audio.contains(levels.compressedDigitalAudio())
                || !audio.contains(levels.uncompressedDigitalAudio())
                || !Set.of(0, 400, 500).contains(levels.compressedDigitalVideo())
                || !Set.of(0, 100, 250, 270, 300).contains(levels.uncompressedDigitalVideo());
    }

    private void body() {
        note(parameters.bodyForm() == BodyForm.LINE_BREAK, Lint.LINE_BREAK);
    }

    private void fault(Token token) {
        boolean ordered = parameters.has(Faults.NAME);
        note(ordered && Faults.ordered(token.environment(), parameters).isEmpty(), Lint.FAULT_IGNORED);
    }
}
