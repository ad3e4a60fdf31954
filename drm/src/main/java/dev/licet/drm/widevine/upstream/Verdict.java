package dev.licet.drm.widevine.upstream;

import dev.licet.domain.Refused;
import java.util.Map;

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
}
