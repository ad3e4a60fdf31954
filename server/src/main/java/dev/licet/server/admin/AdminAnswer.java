package dev.licet.server.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.crypto.Digest;
import dev.licet.drm.wire.Json;
import dev.licet.http.Reply;
import dev.licet.server.api.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// How answers are written.
final class AdminAnswer {
    static final String JSON = "application/json";
    private static final int TAG_BYTES = 12;

    private AdminAnswer() {}

    /// Writes one entry of a list into an object that is begun.
    @FunctionalInterface
    interface Writer<T> {
        void write(JsonGenerator json, T entry) throws IOException;
    }

    /// One thing, with a tag that changes whenever anything of it does.
    static Reply one(int status, Json.Members members) {
        return tagged(Reply.of(status, JSON, Json.object(members)));
    }

    /// A page of a list under the name `items`, with `next` where there may be more.
    static <T> Reply list(List<T> entries, Optional<String> next, Writer<T> writer) {
        return list(entries, next, writer, json -> {});
    }

    /// The same, with further members.
    static <T> Reply list(List<T> entries, Optional<String> next, Writer<T> writer, Json.Members more) {
        return tagged(Reply.of(200, JSON, Json.object(json -> {
            json.writeArrayFieldStart("items");
            for (T entry : entries) {
                json.writeStartObject();
                writer.write(json, entry);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (next.isPresent()) json.writeStringField("next", next.get());
            more.writeTo(json);
        })));
    }

    private static Reply tagged(Reply reply) {
        byte[] digest = Arrays.copyOf(Digest.sha256(reply.bytes()), TAG_BYTES);
        return reply.with("ETag", '"' + HexFormat.of().formatHex(digest) + '"');
    }

    static Reply gone() {
        return Reply.empty(204);
    }

    static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) json.writeStringField(name, value.get());
        else json.writeNullField(name);
    }

    static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) json.writeString(text);
        json.writeEndArray();
    }

    static void time(JsonGenerator json, String name, Optional<Instant> value) throws IOException {
        text(json, name, value.map(Instant::toString));
    }

    /// Problem details (RFC 9457).
    ///
    /// @param member the member or parameter at fault
    static Reply problem(int status, String words, Optional<String> member, String requestId) {
        byte[] body = Json.object(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", Problem.title(status));
            json.writeNumberField("status", status);
            json.writeStringField("detail", words);
            json.writeStringField("requestId", requestId);
            if (member.isPresent()) json.writeStringField("member", member.get());
        });
        Reply reply = Reply.of(status, "application/problem+json", body).because(Problem.cause(status, words));
        return status == 401 ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }
}
