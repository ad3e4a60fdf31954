package dev.licet.http;

import dev.licet.domain.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One answer.
///
/// @param status the HTTP status code
/// @param fields the header fields in order, without those about length and connection, which the listener adds
/// @param body   all of it, or what goes on writing it
/// @param cause  why it is no good news, for the log; never sent
public record Reply(int status, List<Field> fields, Body body, Optional<Cause> cause) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final List<Field> SOON = List.of(new Field("Retry-After", "1"));

    /// One header field.
    ///
    /// @param name  a token
    /// @param value visible US-ASCII, spaces and tabs: a line end in it would begin another field
    public record Field(String name, String value) {
        public Field {
            if (!Octets.isAll(name, Octets.TOKEN)) throw new IllegalArgumentException("not the name of a field");
            if (!Octets.isAll(value, Octets.FIELD_OF_ANSWER))
                throw new IllegalArgumentException(name + ": not a value of a field");
        }

        private boolean isNamedIn(List<Field> fields) {
            for (Field field : fields) {
                if (Ascii.same(field.name(), name)) return true;
            }
            return false;
        }
    }

    public Reply {
        fields = List.copyOf(fields);
        Objects.requireNonNull(cause, "cause");
    }

    private Reply(int status, List<Field> fields, Body body) {
        this(status, fields, body, Optional.empty());
    }

    /// An answer with a body of that media type; 429 and 503 have a `Retry-After`.
    public static Reply of(int status, String mediaType, byte[] body) {
        return empty(status).with("Content-Type", mediaType).carrying(new Body.Bytes(body));
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
        return new Reply(status, isForLater(status) ? SOON : List.of(), Body.NONE);
    }

    /// An answer that asks the client to retry says when (RFC 9110 section 10.2.3): after a second, unless the
    /// caller sets another time.
    private static boolean isForLater(int status) {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    }

    private Reply carrying(Body content) {
        return new Reply(status, fields, content, cause);
    }

    /// The same with one more header field, replacing those of that name.
    public Reply with(String name, String value) {
        return with(List.of(new Field(name, value)));
    }

    /// The same with those header fields, replacing those of their names.
    public Reply with(List<Field> more) {
        var changed = new ArrayList<Field>(fields.size() + more.size());
        for (Field field : fields) {
            if (!field.isNamedIn(more)) changed.add(field);
        }
        changed.addAll(more);
        return new Reply(status, changed, body, cause);
    }

    /// The same with what the log says of it.
    public Reply because(Cause known) {
        return new Reply(status, fields, body, Optional.of(known));
    }

    /// The value of a header field.
    public Optional<String> field(String name) {
        for (Field field : fields) {
            if (Ascii.same(field.name(), name)) return Optional.of(field.value());
        }
        return Optional.empty();
    }

    /// The body, where it is known to be no feed.
    public byte[] bytes() {
        return switch (body) {
            case Body.Bytes(byte[] all) -> all;
            case Body.Feed feed -> throw new IllegalStateException("the body is not known before it is sent");
        };
    }
}
