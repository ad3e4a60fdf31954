package dev.licet.drm.widevine;

import dev.licet.crypto.Digest;
import dev.licet.drm.Device;
import dev.licet.drm.upstream.Printable;
import dev.licet.drm.widevine.upstream.UpstreamFacts;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a device says about itself, cut down to what fits into a record.
final class DeviceFacts {
    /// The end of the year 9999; a device may say anything.
    private static final long LATEST_TIME = 253_402_300_799L;
    /// Reference: widevine.md 1.2, `client_info`. The list is open, but what we do not know we do not record.
    private static final Set<String> NAMES = Set.of(
            "company_name",
            "model_name",
            "architecture_name",
            "platform_name",
            "device_name",
            "product_name",
            "build_info",
            "widevine_cdm_version",
            "oem_crypto_security_patch_level",
            "oem_crypto_build_information",
            "application_name",
            "package_certificate_hash_bytes");

    private static final String SYSTEM = "system_id";
    private static final String BACK_END = "back_end";

    private DeviceFacts() {}

    /// What is known before anything is verified: claims, without an identity.
    static Device claimed(WidevineLicenseRequest request, WidevineClientId clientId) {
        var facts = new HashMap<String, String>();
        for (var info : clientId.info()) {
            if (NAMES.contains(info.name())) facts.putIfAbsent(info.name(), Printable.of(info.value()));
        }
        clientId.capabilities().ifPresent(capabilities -> {
            capabilities.maxHdcp().ifPresent(hdcp -> facts.put("max_hdcp_version", hdcpWord(hdcp)));
            capabilities
                    .oemCryptoVersion()
                    .ifPresent(version -> facts.put("oem_crypto_api_version", String.valueOf(version)));
        });
        request.requestTime()
                .ifPresent(time -> facts.put("device_time", Long.toString(Math.clamp(time, 0, LATEST_TIME))));
        facts.put("privacy_mode", String.valueOf(request.clientId().isEmpty()));
        return new Device(Optional.empty(), facts);
    }

    /// The same for an upstream to verify. What identifies the device is to be believed only when it has.
    static Device unverified(WidevineLicenseRequest request, WidevineClientId clientId) {
        return new Device(
                clientId.token().map(Digest::sha256), claimed(request, clientId).facts());
    }

    /// The same with the kind of device that its certificates speak of.
    static Device ofKind(Device claimed, DeviceChain chain) {
        return with(claimed, SYSTEM, String.valueOf(chain.systemId()));
    }

    /// The same once the chain is verified. The serial number of its certificate is what identifies the device.
    static Device identified(Device claimed, DeviceChain chain) {
        Map<String, String> facts = new HashMap<>(claimed.facts());
        facts.put(SYSTEM, String.valueOf(chain.systemId()));
        facts.put(BACK_END, "embedded");
        return new Device(Optional.of(chain.device().certificate().serial()), facts);
    }

    /// The same with the back end that answers.
    static Device backEnd(Device device, String word) {
        return with(device, BACK_END, word);
    }

    /// The same with what an upstream told: names that are not in a list of ours are left out.
    static Device told(Device device, Map<String, String> told) {
        Map<String, String> facts = new HashMap<>(device.facts());
        told.forEach((name, value) -> {
            if (UpstreamFacts.isKnown(name)) facts.put(name, Printable.of(value));
            else if (NAMES.contains(name)) facts.putIfAbsent(name, Printable.of(value));
        });
        return new Device(device.identity(), facts);
    }

    static Device with(Device device, String name, String value) {
        Map<String, String> facts = new HashMap<>(device.facts());
        facts.put(name, value);
        return new Device(device.identity(), facts);
    }

    private static String hdcpWord(int version) {
        return switch (version) {
            case 0 -> "none";
            case 1 -> "1";
            case 2 -> "2";
            case 3 -> "2.1";
            case 4 -> "2.2";
            case 5 -> "2.3";
            case 6, 7, 8, 9, 10 -> "1." + (version - 6);
            case 255 -> "no digital output";
            default -> String.valueOf(version);
        };
    }
}
