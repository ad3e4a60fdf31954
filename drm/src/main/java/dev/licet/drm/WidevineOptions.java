package dev.licet.drm;

import dev.licet.domain.Environment;
import dev.licet.domain.token.Renewal;
import java.util.Optional;
import java.util.Set;

/// How Widevine behaves.
///
/// @param environments in which the embedded back end serves devices. It knows only those under the operator's own
///                     root, so production is left out until the operator says otherwise
/// @param defaultLevel the highest robustness level, 1 to 5, for devices of whose system id nothing is known
/// @param renewal      how licenses are renewed; absent: not at all
/// @param upstream     how long and how often other license servers are asked
public record WidevineOptions(
        Set<Environment> environments, int defaultLevel, Optional<Renewal> renewal, UpstreamLimits upstream) {
    private static final int HIGHEST_LEVEL = 5;

    /// The test environment only, every level, renewals on demand.
    public static final WidevineOptions STANDARD =
            new WidevineOptions(Set.of(Environment.TEST), HIGHEST_LEVEL, Optional.of(Renewal.ON_DEMAND));

    /// With the usual limits for upstreams.
    public WidevineOptions(Set<Environment> environments, int defaultLevel, Optional<Renewal> renewal) {
        this(environments, defaultLevel, renewal, UpstreamLimits.STANDARD);
    }

    public WidevineOptions {
        environments = Set.copyOf(environments);
        if (defaultLevel < 1 || defaultLevel > HIGHEST_LEVEL) {
            throw new IllegalArgumentException("defaultLevel: must be 1 to 5");
        }
    }
}
