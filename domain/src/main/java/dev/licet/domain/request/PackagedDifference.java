package dev.licet.domain.request;

import dev.licet.domain.packager.TrackRule;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Token;
import java.util.Optional;

/// Compares what a token demands with what the manifests of its packager say.
final class PackagedDifference {
    private PackagedDifference() {}

    /// Whether the license demands something else than the manifest says.
    static boolean isFound(Token token, PackagedLookup packaged) {
        return token.rights().keys().stream().anyMatch(grant -> grant.kid()
                .flatMap(packaged::find)
                .map(packaged::rule)
                .filter(rule -> differs(token, grant, rule))
                .isPresent());
    }

    private static boolean differs(Token token, KeyGrant grant, TrackRule rule) {
        return switch (token.drm()) {
            case WIDEVINE -> grant.securityLevel() != rule.level() || grant.hdcp() != rule.hdcp();
            case FAIRPLAY -> {
                var fairPlay = token.rights().fairPlay();
                yield !fairPlay.hdcp().equals(Optional.of(rule.fairPlayHdcp()))
                        || !fairPlay.level().equals(Optional.of(rule.fairPlayLevel()));
            }
            case CLEARKEY -> false;
            case PLAYREADY -> {
                var rules = token.rights().playReady().keys();
                int index = token.rights().keys().indexOf(grant);
                yield differs(rules.get(index), rule.playReady());
            }
        };
    }

    private static boolean differs(PlayReadyRules.KeyRules key, TrackRule.PlayReadyRule rule) {
        var levels = new PlayReadyRules.OutputLevels(
                rule.analogVideo(),
                rule.compressedDigitalAudio(),
                rule.compressedDigitalVideo(),
                rule.uncompressedDigitalAudio(),
                rule.uncompressedDigitalVideo());
        return key.securityLevel() != rule.minimumLevel() || !key.levels().equals(levels);
    }
}
