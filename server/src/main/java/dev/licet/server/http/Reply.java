package dev.licet.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One answer.
///
/// @param status the HTTP status code
/// @param fields the header fields in order, without those about length and connection, which the listener adds
/// @param body   all of it, or what goes on writing it
public record Reply(int status, List<Field> fields, Body body) {

    /// One header field.
    public record Field(String name, String value) {}

    public Reply {
        fields = List.copyOf(fields);
    }

    /// An answer with a body of that media type.
    public static Reply of(int status, String mediaType, byte[] body) {
        return new Reply(status, List.of(new Field("Content-Type", mediaType)), new Body.Bytes(body));
    }

    /// An answer that is written while the client listens.
    public static Reply streaming(String mediaType, Body.Feed feed) {
        return new Reply(200, List.of(new Field("Content-Type", mediaType)), feed);
    }

    /// An answer with a text body in UTF-8.
    public static Reply of(int status, String mediaType, String body) {
        return of(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    /// An answer without a body.
    public static Reply empty(int status) {
        return new Reply(status, List.of(), Body.NONE);
    }

    /// The same with one more header field, replacing those of that name.
    public Reply with(String name, String value) {
        var changed = new ArrayList<>(fields);
        changed.removeIf(field -> field.name().equalsIgnoreCase(name));
        changed.add(new Field(name, value));
        return new Reply(status, changed, body);
    }

    /// The same with those header fields.
    public Reply with(List<Field> more) {
        Reply reply = this;
        for (Field field : more) reply = reply.with(field.name(), field.value());
        return reply;
    }

    /// The same, with the header field only where there is none of that name.
    public Reply withDefault(String name, String value) {
        return field(name).isPresent() ? this : with(name, value);
    }

    /// The value of a header field.
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /// The body, where it is known to be no feed.
    public byte[] bytes() {
        return switch (body) {
            case Body.Bytes(byte[] all) -> all;
            case Body.Feed feed -> throw new IllegalStateException("the body is not known before it is sent");
        };
    }
}
