package dev.licet.storage.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The names and values of facts that have signs in [FactsColumn]. A released one never moves; new ones come at
/// the end.
final class FactWords {
    /// At most 110.
    private static final List<String> NAMES = List.of(
            "architecture_name",
            "back_end",
            "clock_skew",
            "company_name",
            "device_time",
            "expires",
            "hdcp",
            "lint",
            "max_hdcp_version",
            "model_name",
            "oem_crypto_api_version",
            "privacy_mode",
            "repeated",
            "security_level",
            "system_id",
            "widevine_cdm_version",
            "withdrawn",
            "rule",
            "parameter",
            "hint",
            "kids_not_in_token",
            "start_window",
            "playback_duration",
            "rental_duration",
            "lease_duration",
            "hdcp_type",
            "required_level",
            "persistent",
            "extensions",
            "fault",
            "door",
            "caller",
            "tracks",
            "scheme",
            "systems",
            "periods",
            "device_name",
            "product_name",
            "build_info",
            "platform_name",
            "os_version",
            "device_type",
            "device_class",
            "device_state",
            "spc_version",
            "kdl_version",
            "protocol_version",
            "client_version",
            "session_type",
            "playback_state",
            "streaming",
            "virtual_machine",
            "sync_streams",
            "sync_flags",
            "sync_title_id",
            "sync_content_id",
            "sync_challenge",
            "sync_seconds_left",
            "oem_crypto_security_patch_level",
            "oem_crypto_build_information",
            "upstream_status",
            "upstream_internal_status",
            "upstream_http_status",
            "kids_asked",
            "robustness",
            "renewals",
            "header_version",
            "provider",
            "asset_id",
            "form_factor",
            "origin",
            "level");

    /// The first sixteen names have one sign each.
    private static final char SHORT_NAMES = '\u000e';

    private static final int SHORT = 16;

    /// Before a printable sign for one of the other names.
    static final char LONG_NAME = '\u0001';

    static final char FIRST_PRINTABLE = '!';

    static final List<String> VALUES = List.of("true", "false", "none", "embedded", "no-cookie", "Licet");

    private static final Map<String, String> SIGNS = IntStream.range(0, NAMES.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(NAMES::get, FactWords::signOf));

    private static final Map<String, String> VALUE_SIGNS = IntStream.range(0, VALUES.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(VALUES::get, index -> "" + (char) (FIRST_PRINTABLE + index)));

    private FactWords() {}

    private static String signOf(int index) {
        return index < SHORT
                ? String.valueOf((char) (SHORT_NAMES + index))
                : "" + LONG_NAME + (char) (FIRST_PRINTABLE + index - SHORT);
    }

    /// The sign for a name, if it has one.
    static Optional<String> sign(String name) {
        return Optional.ofNullable(SIGNS.get(name));
    }

    /// The sign for a value, if it has one.
    static Optional<String> valueSign(String value) {
        return Optional.ofNullable(VALUE_SIGNS.get(value));
    }

    /// The name with a sign of its own.
    static String named(char sign) {
        return NAMES.get(sign - SHORT_NAMES);
    }

    /// The name with a sign after [#LONG_NAME].
    static String further(char sign) {
        return NAMES.get(sign - FIRST_PRINTABLE + SHORT);
    }
}
