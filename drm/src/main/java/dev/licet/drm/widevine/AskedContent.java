package dev.licet.drm.widevine;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevinePssh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        var others = new ArrayList<String>();
        for (byte[] asked : content.pssh().map(WidevinePssh::keyIds).orElse(List.of())) {
            if (asked.length != KeyId.BYTES || others.size() == MOST_KIDS_RECORDED) continue;
            var kid = KeyId.of(asked);
            if (!carries(carried, kid)) others.add(kid.hex());
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", others));
    }

    private static boolean carries(List<KeyGrant> keys, KeyId kid) {
        for (KeyGrant key : keys) if (key.kid().isPresent() && key.kid().get().equals(kid)) return true;
        return false;
    }
}
