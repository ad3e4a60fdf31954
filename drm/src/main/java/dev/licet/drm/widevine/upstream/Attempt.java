package dev.licet.drm.widevine.upstream;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import java.util.Map;

/// How one attempt went. All reasons begin with a verb: "the upstream such and such" is put in front of them.
sealed interface Attempt {
    /// The upstream has spoken; asking again would change nothing.
    record Settled(Verdict verdict) implements Attempt {}

    /// The upstream answered that something went wrong on its side. Worth another attempt, but a device may have
    /// provoked it, so it does not count against the upstream.
    record Unwell(String why, Map<String, String> facts) implements Attempt {}

    /// No answer of the upstream itself. Worth another attempt, and counts against it.
    record Silent(String why, Map<String, String> facts) implements Attempt {}

    static Attempt given(byte[] message, Map<String, String> facts) {
        return new Settled(new Verdict.Given(message, facts));
    }

    /// The device or the content is at fault: asking again is useless.
    static Attempt device(Refusal refusal, String why, Map<String, String> facts) {
        return new Settled(new Verdict.Denied(Refused.request(refusal, "the upstream " + why), facts));
    }

    /// The configuration or the upstream is at fault: asking again is useless until somebody has mended it.
    static Attempt ours(String why, Map<String, String> facts) {
        return new Settled(new Verdict.Denied(Refused.service(Refusal.LICENSE_FAILED, "the upstream " + why), facts));
    }

    /// Later it may succeed.
    static Attempt later(String why, Map<String, String> facts) {
        return new Settled(new Verdict.Denied(Refused.busy(Refusal.LICENSE_FAILED, "the upstream " + why), facts));
    }
}
