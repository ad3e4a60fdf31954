package dev.licet.drm.widevine;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevinePssh;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What the content's PSSH says. It never decides which keys are granted: that is the token's to say, and a PSSH need
/// not name any key (reference: widevine.md 1.5).
final class AskedContent {
    private static final int MOST_KIDS_RECORDED = 4;

    private AskedContent() {}

    static OptionalLong protectionScheme(WidevineContentId.First content) {
        return content.pssh().map(WidevinePssh::protectionScheme).orElse(OptionalLong.empty());
    }

    /// The kids that the player asks for and the token does not carry: most often the wrong token for the content.
    static Optional<String> otherKids(WidevineContentId.First content, List<KeyGrant> carried) {
        var kids = carried.stream().map(KeyGrant::kid).flatMap(Optional::stream).toList();
        var others = content.pssh().map(WidevinePssh::keyIds).orElse(List.of()).stream()
                .filter(kid -> kid.length == KeyId.BYTES)
                .map(KeyId::of)
                .filter(kid -> !kids.contains(kid))
                .limit(MOST_KIDS_RECORDED)
                .map(KeyId::hex)
                .collect(Collectors.joining(" "));
        return others.isEmpty() ? Optional.empty() : Optional.of(others);
    }
}
