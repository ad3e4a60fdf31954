package dev.licet.domain.request;

import dev.licet.domain.Refusal;
import java.time.Duration;
import java.util.Optional;

/// Step 6 of token-api.md 16, the durations. Zero is no limit, as in Widevine's own policy.
final class DurationFields {
    private DurationFields() {}

    static void read(TokenDraft draft) throws BadParameter {
        switch (draft.drm()) {
            case WIDEVINE -> widevine(draft);
            case FAIRPLAY -> fairPlay(draft);
            case CLEARKEY, PLAYREADY -> {}
        }
    }

    /// Published, `licenseDuration` is the time after the first play; in the profile `current` it is the time
    /// until the first play (reference: token-api.md 5.1 and 5.3).
    private static void widevine(TokenDraft draft) throws BadParameter {
        Fields fields = draft.fields();
        Optional<Duration> license = limit(fields, "licenseDuration", Refusal.LICENSE_DURATION);
        switch (draft.asked().options().profile()) {
            case PUBLISHED -> draft.playbackDuration = license;
            case CURRENT -> {
                draft.startWindow = license;
                draft.playbackDuration = limit(fields, "playbackDuration", Refusal.LICENSE_DURATION);
            }
        }
    }

    private static void fairPlay(TokenDraft draft) throws BadParameter {
        Fields fields = draft.fields();
        draft.playbackDuration = FairPlayFields.playback(fields, draft.persistent);
        draft.rental = limit(fields, "rentalDuration", Refusal.RENTAL_DURATION);
        draft.fairPlay = draft.fairPlay.withLease(FairPlayFields.lease(fields, draft.persistent));
    }

    private static Optional<Duration> limit(Fields fields, String name, Refusal bad) throws BadParameter {
        return fields.seconds(name, bad).filter(Duration::isPositive);
    }
}
