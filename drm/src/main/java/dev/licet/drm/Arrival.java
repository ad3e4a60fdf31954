package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A redemption with the one moment by which everything about it is decided and recorded.
///
/// @param digest  of what was sent, for all who tell one message from another
/// @param at      when it came
/// @param warrant what it rests on where that is no token
record Arrival(RedemptionCall call, byte[] digest, Instant at, Optional<Warrant> warrant) {
    static Arrival of(RedemptionCall call, Instant at, Optional<Warrant> warrant) {
        return new Arrival(call, call.sent().digest(), at, warrant);
    }

    Environment environment() {
        return call.environment();
    }

    Drm drm() {
        return call.drm();
    }

    String requestId() {
        return call.requestId();
    }

    /// What its record says beside the rest.
    Map<String, String> facts() {
        return warrant.map(Warrant::facts).orElse(Map.of());
    }
}
