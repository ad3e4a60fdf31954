package dev.licet.drm.fairplay;

import dev.licet.drm.Device;
import dev.licet.drm.wire.CkcSecurityLevel;
import dev.licet.drm.wire.SpcContainer;
import dev.licet.drm.wire.SpcPayload;
import dev.licet.drm.wire.SpcStreaming;
import dev.licet.drm.wire.SpcSync;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Collects what an SPC tells about its device, for the record.
final class SpcFacts {
    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, String> facts = new LinkedHashMap<>();

    private SpcFacts() {}

    /// What the envelope tells.
    static Device of(SpcContainer container) {
        return new SpcFacts().envelope(container).device(Optional.empty());
    }

    /// What the inside tells too, once the integrity is known to be right.
    static Device of(SpcContainer container, SpcPayload spc, byte[] hu) {
        boolean itsOwn = spc.streaming() != SpcStreaming.AV_ADAPTER;
        return new SpcFacts().envelope(container).inside(spc).device(itsOwn ? Optional.of(hu) : Optional.empty());
    }

    private SpcFacts envelope(SpcContainer container) {
        facts.put("spc_version", Integer.toString(container.version()));
        facts.put("certificate_hash", HEX.formatHex(container.certificateHash()));
        return this;
    }

    private SpcFacts inside(SpcPayload spc) {
        facts.put("asset_id", AssetIdText.of(spc.assetId()));
        facts.put("protocol_version", Long.toString(spc.versionUsed()));
        facts.put("capabilities", Long.toHexString(spc.capabilities().low()));
        facts.put("streaming", spc.streaming().word());
        spc.playbackState().ifPresent(state -> {
            facts.put("playback_state", state.word());
            if (state.date() > 0) facts.put("device_time", Long.toString(state.date()));
        });
        spc.deviceClass().ifPresent(value -> facts.put("device_class", deviceClass(value)));
        spc.deviceType().ifPresent(value -> facts.put("device_type", deviceType(value)));
        spc.osVersion().ifPresent(value -> facts.put("os_version", osVersion(value)));
        spc.securityLevel().ifPresent(value -> facts.put("security_level", securityLevel(value)));
        spc.kdlVersion().ifPresent(value -> facts.put("kdl_version", Long.toString(value)));
        if (spc.isVirtualMachine()) facts.put("virtual_machine", "yes");
        spc.sync().ifPresent(this::report);
        return this;
    }

    private void report(SpcSync sync) {
        facts.put("sync_seconds_left", Long.toString(sync.secondsLeft()));
        switch (sync) {
            case SpcSync.V1 v1 -> facts.put("sync_content_id", HEX.formatHex(v1.contentId()));
            case SpcSync.V2 v2 -> {
                facts.put("sync_challenge", HEX.toHexDigits(v2.challenge()));
                facts.put("sync_flags", HEX.toHexDigits(v2.flags()));
                facts.put("sync_title_id", HEX.formatHex(v2.titleId()));
                facts.put("sync_streams", Integer.toString(v2.streamIds().size()));
            }
        }
    }

    private Device device(Optional<byte[]> identity) {
        return new Device(identity, facts);
    }

    private static String deviceClass(long value) {
        return switch ((int) value) {
            case 1 -> "living room";
            case 2 -> "mobile";
            case 3 -> "desktop";
            case 4 -> "spatial";
            case 5 -> "wearable";
            case 128 -> "partner living room";
            default -> "unknown";
        };
    }

    private static String deviceType(long value) {
        if (value == 0x358c41b1ec78f599L) return "Mac";
        if (value == 0xc1500767c86c1faeL) return "Apple TV or television";
        if (value == 0x8551fd5e31f479b3L) return "iPhone or iPad";
        return value == 0x5da86ac0c57155dcL ? "Watch" : "unknown";
    }

    private static String osVersion(long value) {
        return (value >>> 16 & 0xff) + "." + (value >>> 8 & 0xff) + "." + (value & 0xff);
    }

    private static String securityLevel(long value) {
        if (value == CkcSecurityLevel.BASELINE.value()) return "baseline";
        return value == CkcSecurityLevel.MAIN.value() ? "main" : "unknown";
    }
}
