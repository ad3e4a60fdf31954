package dev.licet.drm.widevine.upstream;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.drm.upstream.Asked;
import dev.licet.drm.upstream.Attempt;
import dev.licet.drm.upstream.HttpStatus;
import java.util.Map;
import java.util.function.BiFunction;

/// What came of asking an upstream.
public sealed interface Verdict {
    /// A message for the device.
    ///
    /// @param message a signed message, byte for byte as the upstream made it
    /// @param facts   what the upstream told about the device and itself, unchecked
    record Given(byte[] message, Map<String, String> facts) implements Verdict {
        public Given {
            facts = Map.copyOf(facts);
        }
    }

    /// Nothing for the device.
    record Denied(Refused why, Map<String, String> facts) implements Verdict {
        public Denied {
            facts = Map.copyOf(facts);
        }
    }

    /// A message that is good for the device.
    static Attempt<Verdict> given(byte[] message, Map<String, String> facts) {
        return new Attempt.Settled<>(new Given(message, facts));
    }

    /// The device or the content is at fault: asking again is useless.
    static Attempt<Verdict> device(Refusal refusal, String why, Map<String, String> facts) {
        return new Attempt.Settled<>(new Denied(Refused.request(refusal, "the upstream " + why), facts));
    }

    /// The configuration or the upstream is at fault: asking again is useless until somebody has mended it.
    static Attempt<Verdict> ours(String why, Map<String, String> facts) {
        return new Attempt.Settled<>(new Denied(Refused.service(Refusal.LICENSE_FAILED, "the upstream " + why), facts));
    }

    /// What the HTTP status of an answer means. A server that is unwell, or has too much to do, is asked
    /// once more and may be left alone, whatever else its answer says.
    ///
    /// @param refusal what a 4xx is with this kind of upstream
    static Attempt<Verdict> refused(
            int status, Map<String, String> facts, BiFunction<String, Map<String, String>, Attempt<Verdict>> refusal) {
        String why = HttpStatus.words(status);
        return switch (HttpStatus.of(status)) {
            case TOO_MANY_REQUESTS, NO_ANSWER, UNWELL -> new Attempt.Silent<>(why, facts, true);
            case REFUSED -> refusal.apply(why, facts);
            case SUCCESS, OTHER -> ours(why, facts);
        };
    }

    /// What came of all attempts: what failed may succeed later.
    static Verdict of(Asked<Verdict> asked) {
        return switch (asked) {
            case Asked.Settled<Verdict>(Verdict verdict) -> verdict;
            case Asked.Failed<Verdict>(String why, Map<String, String> facts, Asked.Heard _) -> later(why, facts);
        };
    }

    private static Verdict later(String why, Map<String, String> facts) {
        return new Denied(Refused.busy(Refusal.LICENSE_FAILED, "the upstream " + why), facts);
    }
}
