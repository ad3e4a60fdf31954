package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import java.util.List;
import java.util.Optional;

/// Step 3 of token-api.md 16: `generalFlags`, and the device id, to which only PlayReady tokens can be bound.
final class FlagFields {
    private static final String FLAGS = "generalFlags";
    private static final String PERSISTENT = "00000001";

    private FlagFields() {}

    /// Whether the device may keep the license.
    static void persistence(TokenDraft draft) throws BadParameter {
        draft.persistent = switch (draft.drm()) {
            case WIDEVINE, CLEARKEY -> generalFlags(draft.asked());
            case FAIRPLAY -> {
                boolean flag = generalFlags(draft.asked());
                yield FairPlayFields.persistent(draft.fields()) || flag;
            }
            case PLAYREADY -> PlayReadyFields.persistent(draft.fields());
        };
    }

    /// Four hexadecimal digits are published, eight are what callers send (reference: token-api.md 15, 7).
    private static boolean generalFlags(Submission asked) throws BadParameter {
        String text = asked.fields().text(FLAGS, Refusal.GENERAL_FLAGS).orElse("0000");
        if (text.equals("0000") || text.equals("00000000")) return false;
        boolean keep = text.equals(PERSISTENT);
        if (keep && asked.current()) return true;
        if (asked.current()) throw bad("00000000 or 00000001");
        throw keep
                ? bad("0000 or 00000000").hint(OtherProfile.of("generalFlags=" + PERSISTENT))
                : bad("0000 or 00000000");
    }

    private static BadParameter bad(String allowed) {
        return BadParameter.of(FLAGS, Refusal.GENERAL_FLAGS, FLAGS + " must be " + allowed)
                .hint("Send " + FLAGS + "=" + allowed + ", or leave it out.");
    }

    static void deviceBinding(TokenDraft draft) throws BadParameter {
        if (draft.drm() == Drm.PLAYREADY) PlayReadyFields.device(draft);
        else refuseDeviceBinding(draft);
    }

    private static void refuseDeviceBinding(TokenDraft draft) throws BadParameter {
        for (String name : List.of("deviceId", "deviceid")) {
            if (!draft.fields().has(name)) continue;
            Optional<Refusal> why = deviceBinding(draft.drm());
            if (why.isEmpty()) continue;
            throw BadParameter.of(name, why.get(), "a device id was sent").hint("Leave " + name + " out.");
        }
    }

    /// Clear Key has no code for it, and nothing to bind.
    private static Optional<Refusal> deviceBinding(Drm drm) {
        return switch (drm) {
            case WIDEVINE -> Optional.of(Refusal.WIDEVINE_DEVICE_BINDING);
            case FAIRPLAY -> Optional.of(Refusal.FAIRPLAY_DEVICE_BINDING);
            case CLEARKEY, PLAYREADY -> Optional.empty();
        };
    }
}
