package dev.licet.server.http;

import dev.licet.domain.Environment;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Where requests of one port leave the web server and answers enter it.
final class Front implements Handler {
    private static final System.Logger LOGGER = System.getLogger(Front.class.getName());
    private static final byte[] NOTHING = new byte[0];
    private static final Reply.Field NO_SNIFFING = new Reply.Field("X-Content-Type-Options", "nosniff");
    private static final Reply.Field NO_REFERRER = new Reply.Field("Referrer-Policy", "no-referrer");

    private final Application application;
    private final Environment byPort;
    private final Worlds worlds;
    private final RequestId ids;
    private final Semaphore room;

    /// @param room limits the requests in work on all ports together
    Front(Application application, Environment byPort, Worlds worlds, RequestId ids, Semaphore room) {
        this.application = application;
        this.byPort = byPort;
        this.worlds = worlds;
        this.ids = ids;
        this.room = room;
    }

    @Override
    public void handle(ServerRequest asked, ServerResponse answer) {
        byte[] body = asked.content().hasEntity() ? asked.content().as(byte[].class) : NOTHING;
        String path = asked.prologue().uriPath().rawPath();
        String query = asked.prologue().query().rawValue();
        String method = asked.prologue().method().text();
        var request = request(method, path, query, fields(asked.headers()), body);
        send(answered(request), method, answer);
    }

    private Reply answered(Request request) {
        if (!room.tryAcquire()) return refused(request, Trouble.BUSY);
        try {
            return finished(request, application.answer(request));
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "request " + request.id() + " failed: " + Trace.of(e));
            return refused(request, Trouble.BROKEN);
        } finally {
            room.release();
        }
    }

    private Request request(String method, String path, String query, Fields fields, byte[] body) {
        Environment environment = worlds.of(fields.first("Host"), byPort);
        return new Request(environment, method, path, query, fields, body, ids.of(fields.first("X-Request-Id")));
    }

    private Reply refused(Request seen, Trouble trouble) {
        return finished(seen, application.refuse(seen, trouble));
    }

    /// What every answer carries (reference: security.md T1).
    private static Reply finished(Request request, Reply reply) {
        var id = new Reply.Field("X-Request-Id", request.id());
        return reply.with(List.of(id, NO_SNIFFING, NO_REFERRER)).withDefault("Cache-Control", "no-store");
    }

    private static void send(Reply reply, String method, ServerResponse answer) {
        answer.status(Status.create(reply.status()));
        reply.fields().forEach(field -> answer.header(field.name(), field.value()));
        if (method.equals("HEAD")) {
            answer.header(HeaderNames.CONTENT_LENGTH, Integer.toString(reply.body().length));
            answer.send();
        } else {
            answer.send(reply.body());
        }
    }

    private static Fields fields(Headers headers) {
        return name -> headers.first(HeaderNames.create(name)).map(String::strip);
    }

    /// The bytes of a refusal by the gate, after which the connection is closed.
    byte[] refusal(Optional<Head> head, Trouble trouble) {
        Request seen = head.map(known -> request(known.method(), known.path(), known.rawQuery(), known, NOTHING))
                .orElseGet(() -> request("", "", "", Fields.NONE, NOTHING));
        Reply reply = refused(seen, trouble);
        var text = new StringBuilder("HTTP/1.1 ");
        text.append(reply.status()).append(' ').append(reason(reply.status())).append("\r\n");
        reply.fields().forEach(field -> text.append(field.name() + ": " + field.value() + "\r\n"));
        text.append("Content-Length: " + reply.body().length + "\r\nConnection: close\r\n\r\n");
        return concatenated(text.toString().getBytes(StandardCharsets.ISO_8859_1), reply.body());
    }

    private static String reason(int status) {
        return Status.create(status).reasonPhrase();
    }

    private static byte[] concatenated(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /// What the web server itself refuses after the gate, such as a host name with impossible characters.
    DirectHandler.TransportResponse leftover(DirectHandler.TransportRequest asked, Status status) {
        Request seen = request(asked.method(), asked.path(), "", fields(asked.headers()), NOTHING);
        Reply reply = refused(seen, status.code() >= 500 ? Trouble.BROKEN : Trouble.MALFORMED);
        var answer = DirectHandler.TransportResponse.builder()
                .status(Status.create(reply.status()))
                .keepAlive(false);
        reply.fields().forEach(field -> answer.header(HeaderNames.create(field.name()), field.value()));
        return answer.entity(reply.body()).build();
    }
}
