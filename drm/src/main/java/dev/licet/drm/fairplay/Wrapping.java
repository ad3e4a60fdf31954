package dev.licet.drm.fairplay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Accept;
import dev.licet.drm.Answer;
import dev.licet.drm.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// How the player had packed its SPC. The CKC is packed in kind (reference: fairplay.md 9.1, 9.3).
sealed interface Wrapping {
    /// Packs a CKC.
    Answer answer(byte[] ckc);

    /// Bytes as they are.
    record Raw() implements Wrapping {
        @Override
        public Answer answer(byte[] ckc) {
            return Answer.raw(ckc);
        }
    }

    /// Base64, alone or in a form field. Some players read `<ckc>…</ckc>` and no bare base64; they say so by
    /// `Accept`.
    record Text(boolean xml) implements Wrapping {
        static Text asked(Optional<String> accept) {
            return new Text(wantsXml(Accept.of(accept)));
        }

        /// Browsers name `application/xhtml+xml` and `application/xml;q=0.9` when they navigate, and mean
        /// nothing by it; such a list also names `text/html`.
        private static boolean wantsXml(Accept accept) {
            boolean named = accept.named("text/xml") > 0 || accept.named("application/xml") > 0;
            return named && accept.named("text/html") == 0;
        }

        @Override
        public Answer answer(byte[] ckc) {
            return xml ? text("<ckc>" + base64(ckc) + "</ckc>", "text/xml") : text(base64(ckc), "text/plain");
        }
    }

    /// `{"spc"}` gets `{"ckc"}`.
    record JsonMember() implements Wrapping {
        @Override
        public Answer answer(byte[] ckc) {
            return json(out -> {
                out.writeStartObject();
                out.writeStringField("ckc", base64(ckc));
                out.writeEndObject();
            });
        }
    }

    /// `[{"keyID", "payload"}]` gets the same shape.
    record JsonArray(Optional<Object> keyId) implements Wrapping {
        @Override
        public Answer answer(byte[] ckc) {
            return json(out -> {
                out.writeStartArray();
                out.writeStartObject();
                if (keyId.isPresent()) echo(out, "keyID", keyId.get());
                out.writeStringField("payload", base64(ckc));
                out.writeEndObject();
                out.writeEndArray();
            });
        }
    }

    /// `fairplay-streaming-request` gets `fairplay-streaming-response`.
    ///
    /// @param list   `streaming-keys` or `create-ckc`
    /// @param echoed `id` and `uri` as they came
    record JsonStreaming(String list, Map<String, Object> echoed) implements Wrapping {
        static final String CREATE_CKC = "create-ckc";

        @Override
        public Answer answer(byte[] ckc) {
            return json(out -> {
                out.writeStartObject();
                out.writeObjectFieldStart("fairplay-streaming-response");
                out.writeArrayFieldStart(list);
                out.writeStartObject();
                for (var member : echoed.entrySet()) echo(out, member.getKey(), member.getValue());
                if (list.equals(CREATE_CKC)) out.writeNumberField("status", 0);
                out.writeStringField("ckc", base64(ckc));
                out.writeEndObject();
                out.writeEndArray();
                out.writeEndObject();
                out.writeEndObject();
            });
        }
    }

    private static String base64(byte[] ckc) {
        return Base64.getEncoder().encodeToString(ckc);
    }

    private static Answer text(String body, String mediaType) {
        return new Answer(body.getBytes(StandardCharsets.UTF_8), mediaType);
    }

    private static void echo(JsonGenerator out, String name, Object value) throws IOException {
        out.writeFieldName(name);
        if (value instanceof SmallJson.Bare(String text)) out.writeRawValue(text);
        else out.writeString((String) value);
    }

    private static Answer json(Json.Members document) {
        return new Answer(Json.value(document), "application/json");
    }
}
