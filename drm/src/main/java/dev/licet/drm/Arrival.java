package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.time.Instant;

/// A redemption with the one moment by which everything about it is decided and recorded.
///
/// @param at when it came
record Arrival(RedemptionCall call, Instant at) {
    Environment environment() {
        return call.environment();
    }

    Drm drm() {
        return call.drm();
    }

    String requestId() {
        return call.requestId();
    }
}
