package dev.licet.drm;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a redemption's record notes that nobody may have meant (`docs/lints.md`). The device gets its answer
/// all the same.
final class RedemptionLints {
    /// What the kids are called among a device's facts that it asks for and the token lacks.
    static final String KIDS_NOT_IN_TOKEN = "kids_not_in_token";

    private static final String LINT = "lint";

    private RedemptionLints() {}

    /// The facts with everything noticed.
    static Map<String, String> noticed(Map<String, String> facts, Instant now) {
        Map<String, String> timed = ClockSkew.noticed(facts, now);
        if (!timed.containsKey(KIDS_NOT_IN_TOKEN)) return timed;
        var all = new HashMap<>(timed);
        all.put(
                LINT,
                Stream.of(timed.getOrDefault(LINT, ""), "kid-not-in-token")
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(",")));
        return all;
    }
}
