package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import java.time.Instant;

/// The parameters of one token request, and what decides how they are read.
///
/// @param drm     whose token is asked for
/// @param options the settings of the account that asks
/// @param packaged what is known of the keys of the account's packagers
/// @param now     the time by which the request is judged
record Submission(Drm drm, Fields fields, Options options, PackagedLookup packaged, Instant now) {
    /// Whether the account has asked for what the hosted service accepts today (reference: token-api.md 5.3).
    boolean current() {
        return options.profile() == Profile.CURRENT;
    }
}
