package dev.licet.keys.license;

import dev.licet.domain.token.TrackType;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineSignedMessage;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.license.LicenseRequest.Keys;
import dev.licet.keys.license.LicenseRequest.Marks;
import dev.licet.keys.license.LicenseRequest.Purpose;
import dev.licet.keys.license.LicenseRequest.Terms;
import dev.licet.keys.license.LicenseRequest.Wanted;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the message of a license proxy (reference: widevine.md 3.3). What would make a license stricter and cannot be
/// said here is refused, never left out: the caller would believe that it is in the license.
final class LicenseRequestReader {
    private static final int LONGEST_CONTENT_ID = 1024;
    private static final int LONGEST_MARK = 256;

    private final JsonObject message;

    private LicenseRequestReader(JsonObject message) {
        this.message = message;
    }

    static LicenseRequest read(byte[] message) throws Unlicensed {
        try {
            return new LicenseRequestReader(JsonObject.read(message)).request();
        } catch (MalformedJson bad) {
            throw Unlicensed.malformed(bad.getMessage());
        }
    }

    private LicenseRequest request() throws MalformedJson, Unlicensed {
        byte[] payload = message.bytes("payload")
                .filter(bytes -> bytes.length > 0)
                .orElseThrow(() -> Unlicensed.member("payload", "payload is missing or empty"));
        if (isCertificateRequest(payload)) {
            return new LicenseRequest(Purpose.CERTIFICATE, payload, Wanted.NOTHING, Marks.NONE);
        }
        if (message.flag("parse_only")) {
            return new LicenseRequest(Purpose.DESCRIPTION, payload, Wanted.NOTHING, marks());
        }
        refuseUnknownDemands();
        return new LicenseRequest(Purpose.LICENSE, payload, new Wanted(keys(), terms()), marks());
    }

    private static boolean isCertificateRequest(byte[] payload) {
        try {
            return WidevineSignedMessage.read(payload).type() == WidevineSignedMessage.Type.SERVICE_CERTIFICATE_REQUEST;
        } catch (MalformedMessage forTheIssuerToSay) {
            return false;
        }
    }

    private void refuseUnknownDemands() throws MalformedJson, Unlicensed {
        if (message.flag("sd_only_for_l3")) {
            throw Unlicensed.member("sd_only_for_l3", "sd_only_for_l3 is not offered: give the keys a security_level");
        }
        for (String wrapping : List.of("session_key", "session_iv")) {
            if (message.bytes(wrapping).filter(bytes -> bytes.length > 0).isPresent()) {
                throw Unlicensed.member(wrapping, "keys that are wrapped under a session key are not taken");
            }
        }
    }

    private Marks marks() throws MalformedJson, Unlicensed {
        JsonObject session = session();
        if (session.flag("override_device_revocation")) {
            throw Unlicensed.member(
                    "override_device_revocation", "a revoked device gets no license, whoever asks for it");
        }
        return new Marks(
                bounded(message, "content_id", LONGEST_CONTENT_ID),
                bounded(session, "purchase_id", LONGEST_MARK),
                bounded(session, "session_id", LONGEST_MARK));
    }

    private JsonObject session() throws MalformedJson {
        return message.object("session_init").orElse(JsonObject.EMPTY);
    }

    private static Optional<byte[]> bounded(JsonObject object, String name, int most) throws MalformedJson, Unlicensed {
        Optional<byte[]> bytes = object.bytes(name).filter(found -> found.length > 0);
        if (bytes.filter(found -> found.length > most).isPresent()) {
            throw Unlicensed.member(name, name + " has more than " + most + " bytes");
        }
        return bytes;
    }

    private Keys keys() throws MalformedJson, Unlicensed {
        List<JsonObject> specs = message.objects("content_key_specs");
        Optional<String> allowed = message.text("allowed_track_types").filter(word -> !word.isEmpty());
        if (specs.isEmpty() == allowed.isEmpty()) {
            throw Unlicensed.member("content_key_specs", "content_key_specs or allowed_track_types: one of them");
        }
        return allowed.isPresent() ? new Keys.Kept(tracks(allowed.get())) : new Keys.Sent(KeySpecReader.read(specs));
    }

    private static Set<TrackType> tracks(String word) throws Unlicensed {
        return switch (word) {
            case "SD_ONLY" -> EnumSet.of(TrackType.AUDIO, TrackType.SD);
            case "SD_HD" -> EnumSet.of(TrackType.AUDIO, TrackType.SD, TrackType.HD);
            case "SD_UHD1" -> EnumSet.of(TrackType.AUDIO, TrackType.SD, TrackType.HD, TrackType.UHD1);
            case "SD_UHD2" -> EnumSet.allOf(TrackType.class);
            default ->
                throw Unlicensed.member(
                        "allowed_track_types", "allowed_track_types must be SD_ONLY, SD_HD, SD_UHD1 or SD_UHD2");
        };
    }

    private Terms terms() throws MalformedJson, Unlicensed {
        boolean exclusive = message.flag("use_policy_overrides_exclusively");
        String policy = message.text("policy_name").orElse("");
        if (!exclusive && !policy.isEmpty() && !policy.equals("default")) {
            throw Unlicensed.member(
                    "policy_name", "no policies are kept here: use policy_overrides, and leave policy_name out");
        }
        Optional<JsonObject> overrides = message.object("policy_overrides");
        return overrides.isPresent() ? PolicyReader.read(overrides.get()) : Terms.FREE;
    }
}
