package dev.licet.keys.widevine;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.wire.Json;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.keys.Signalling;
import dev.licet.keys.widevine.ContentKeyRequest.Content;
import dev.licet.keys.widevine.ContentKeyRequest.Rotation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// Writes answers (reference: ecosystem.md 5.1): `{"response":…}`, and in it, in base64, JSON that begins with
/// a status.
final class ContentKeyAnswer {
    private final ContentKeyRequest request;
    private final String contentId;
    private final Signalling.Setting setting;

    ContentKeyAnswer(ContentKeyRequest request, String contentId, Signalling.Setting setting) {
        this.request = request;
        this.contentId = contentId;
        this.setting = setting;
    }

    /// A track with its key.
    ///
    /// @param type   as it was asked for
    /// @param period the index of its period, where keys rotate
    record Track(TrackType type, ServedKey key, OptionalLong period) {}

    /// An answer that gives nothing.
    ///
    /// @param sentence for the log of the packager, which prints the whole answer
    static byte[] refusal(Status status, String sentence) {
        return wrapped(Json.object(json -> {
            json.writeStringField("status", status.name());
            json.writeStringField("status_message", sentence);
        }));
    }

    byte[] granted(List<Track> tracks) {
        return wrapped(Json.object(json -> {
            json.writeStringField("status", Status.OK.name());
            json.writeArrayFieldStart("drm");
            for (ProtectionSystem system : request.systems()) writeSystem(json, system);
            json.writeEndArray();
            json.writeArrayFieldStart("tracks");
            for (Track track : tracks) writeTrack(json, track);
            json.writeEndArray();
            json.writeBinaryField("content_id", idBytes());
            json.writeBooleanField("already_used", tracks.stream().anyMatch(ContentKeyAnswer::wasUsed));
        }));
    }

    private static boolean wasUsed(Track track) {
        var key = track.key().key();
        return key.firstServed().isBefore(key.lastServed());
    }

    private byte[] idBytes() {
        return switch (request.content()) {
            case Content.Id(byte[] bytes) -> bytes;
            case Content.Kids kids -> contentId.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static void writeSystem(JsonGenerator json, ProtectionSystem system) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", word(system));
        json.writeStringField("system_id", system.id().toString().replace("-", ""));
        json.writeEndObject();
    }

    private static String word(ProtectionSystem system) {
        return system.word().toUpperCase(Locale.ROOT);
    }

    /// An IV is said where one is good for all samples. In counter mode each stream has to choose its own.
    private void writeTrack(JsonGenerator json, Track track) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", track.type().name());
        json.writeBinaryField("key_id", track.key().key().kid().bytes());
        json.writeStringField("key", track.key().value().expose(Base64.getEncoder()::encodeToString));
        if (request.scheme().isCbc()) json.writeBinaryField("iv", track.key().iv());
        json.writeArrayFieldStart("pssh");
        for (ProtectionSystem system : request.systems()) writePssh(json, track, system);
        json.writeEndArray();
        if (track.period().isPresent())
            json.writeNumberField("crypto_period_index", track.period().getAsLong());
        json.writeEndObject();
    }

    private void writePssh(JsonGenerator json, Track track, ProtectionSystem system) throws IOException {
        var signalling = new Signalling(system, request.scheme(), track.key(), setting).marked(marks(track));
        json.writeStartObject();
        json.writeStringField("drm_type", word(system));
        json.writeBinaryField("data", signalling.psshData().orElseThrow());
        json.writeBinaryField("boxes", signalling.pssh().orElseThrow());
        json.writeEndObject();
    }

    private WidevinePssh.Marks marks(Track track) {
        boolean sound = track.type() == TrackType.AUDIO;
        return new WidevinePssh.Marks(
                track.period(),
                request.rotation().map(Rotation::seconds).orElse(OptionalLong.empty()),
                request.groupId().stream().toList(),
                request.videoFeature().filter(_ -> !sound));
    }

    private static byte[] wrapped(byte[] message) {
        return Json.object(json -> json.writeBinaryField("response", message));
    }
}
