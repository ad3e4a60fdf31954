package dev.licet.drm.widevine.upstream;

import java.util.Set;

/// The names of facts that another license server may tell (reference: widevine.md 3.4). Other names are not recorded.
public final class UpstreamFacts {
    /// What an answer says about the device.
    static final Set<String> OF_DEVICE = Set.of(
            "make",
            "model",
            "platform",
            "system_id",
            "security_level",
            "soc",
            "device_state",
            "oem_crypto_api_version",
            "client_max_hdcp_version",
            "resource_rating_tier",
            "platform_verification_status",
            "device_whitelist_state");

    private static final Set<String> OF_ANSWER =
            Set.of("upstream_status", "upstream_internal_status", "upstream_http_status");

    private UpstreamFacts() {}

    /// Whether a record may have it.
    public static boolean isKnown(String name) {
        return OF_DEVICE.contains(name) || OF_ANSWER.contains(name);
    }
}
