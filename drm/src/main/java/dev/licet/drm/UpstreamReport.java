package dev.licet.drm;

import java.util.Map;

/// How an attempt to reach an upstream went.
///
/// @param works  whether the upstream did as it should
/// @param reason one sentence for the operator, without a final stop and without any secret
/// @param facts  what the upstream told, by the names that records have; never a license or key
public record UpstreamReport(boolean works, String reason, Map<String, String> facts) {
    public UpstreamReport {
        facts = Map.copyOf(facts);
    }
}
