package dev.licet.keys.license;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes what is known of a device into an answer (reference: widevine.md 3.4).
final class DeviceMembers {
    /// What the interface calls it, and what a record does where the device says it of itself.
    private static final Map<String, String> NAMES = Map.of(
            "make", "company_name",
            "model", "model_name",
            "platform", "platform_name");

    private static final List<String> TEXTS = List.of(
            "make",
            "model",
            "platform",
            "soc",
            "device_state",
            "client_max_hdcp_version",
            "platform_verification_status",
            "device_whitelist_state");
    private static final List<String> NUMBERS =
            List.of("system_id", "security_level", "oem_crypto_api_version", "resource_rating_tier");
    private static final List<String> CLIENT_INFO = List.of(
            "company_name",
            "model_name",
            "architecture_name",
            "platform_name",
            "device_name",
            "product_name",
            "build_info",
            "widevine_cdm_version",
            "application_name");

    private DeviceMembers() {}

    static void write(JsonGenerator json, Map<String, String> device) throws IOException {
        for (String name : TEXTS) {
            String own = device.getOrDefault(NAMES.getOrDefault(name, name), "");
            String told = device.getOrDefault(name, own);
            if (!told.isEmpty()) json.writeStringField(name, told);
        }
        for (String name : NUMBERS) {
            String number = device.getOrDefault(name, "");
            if (number.matches("[0-9]{1,9}")) json.writeNumberField(name, Integer.parseInt(number));
        }
        writeClientInfo(json, device);
    }

    private static void writeClientInfo(JsonGenerator json, Map<String, String> device) throws IOException {
        json.writeArrayFieldStart("client_info");
        for (String name : CLIENT_INFO) {
            String value = device.getOrDefault(name, "");
            if (value.isEmpty()) continue;
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField("value", value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
