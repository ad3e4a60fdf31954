package dev.licet.http;

import dev.licet.domain.Environment;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where requests of one port leave the web server and answers enter it.
final class Front implements Handler, Doorkeeper {
    private static final System.Logger LOGGER = System.getLogger(Front.class.getName());
    private static final byte[] NOTHING = new byte[0];
    private static final Reply.Field NO_SNIFFING = new Reply.Field("X-Content-Type-Options", "nosniff");
    private static final Reply.Field NO_REFERRER = new Reply.Field("Referrer-Policy", "no-referrer");
    private static final Reply.Field NO_STORING = new Reply.Field("Cache-Control", "no-store");
    /// What most answers carry, as the web server wants it.
    private static final Map<Reply.Field, Header> HEADERS = headers(
            NO_SNIFFING,
            NO_REFERRER,
            NO_STORING,
            new Reply.Field("Vary", "Origin"),
            new Reply.Field("Content-Type", "text/uri-list"),
            new Reply.Field("Content-Type", "application/octet-stream"));
    /// What most requests are asked for.
    private static final Map<String, HeaderName> NAMES =
            names("Host", "X-Request-Id", "Accept", "Authorization", "Origin", "ExpressPlayToken", "Content-Type");

    private final Application application;
    private final Environment byPort;
    private final HostEnvironments worlds;
    private final RequestId ids;
    private final Room room;

    /// What all ports of a listener share.
    ///
    /// @param requests the places of those in work
    /// @param feeds    the answers that go on
    record Room(InFlightLimit requests, Feeds feeds) {
        /// Fewer would leave it idle while they wait for the disk together.
        private static final int FEW_PER_PROCESSOR = 64;

        Room(Limits limits) {
            this(places(limits.requests()), new Feeds(limits.streams()));
        }

        private static InFlightLimit places(int most) {
            int few = FEW_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
            var lateness = new SchedulingDelay(Thread::startVirtualThread, System::nanoTime);
            return new InFlightLimit(most, few, new AdaptiveLimit(most, few, lateness, System::nanoTime));
        }
    }

    Front(Application application, Environment byPort, HostEnvironments worlds, RequestId ids, Room room) {
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
        Reply reply = answered(request);
        switch (reply.body()) {
            case Body.Bytes(byte[] bytes) -> send(reply, bytes, method, answer);
            case Body.Feed feed -> feed(request, reply, feed, answer);
        }
    }

    private Reply answered(Request request) {
        if (!room.requests().take()) return refused(request, Trouble.BUSY);
        try {
            return finished(request, application.answer(request));
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "request " + request.id() + " failed: " + Trace.of(e));
            return refused(request, Trouble.BROKEN);
        } finally {
            room.requests().giveBack();
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
        boolean storing = reply.field(NO_STORING.name()).isPresent();
        return reply.with(
                storing ? List.of(id, NO_SNIFFING, NO_REFERRER) : List.of(id, NO_SNIFFING, NO_REFERRER, NO_STORING));
    }

    private static void send(Reply reply, byte[] body, String method, ServerResponse answer) {
        begin(reply, answer);
        if (method.equals("HEAD")) {
            answer.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            answer.send();
        } else {
            answer.send(body);
        }
    }

    private static void begin(Reply reply, ServerResponse answer) {
        answer.status(Status.create(reply.status()));
        for (Reply.Field field : reply.fields()) {
            Header header = HEADERS.get(field);
            if (header == null) answer.header(name(field.name()), field.value());
            else answer.header(header);
        }
    }

    private static Map<Reply.Field, Header> headers(Reply.Field... fields) {
        return Stream.of(fields)
                .collect(Collectors.toUnmodifiableMap(
                        field -> field, field -> HeaderValues.createCached(field.name(), field.value())));
    }

    private static Map<String, HeaderName> names(String... names) {
        return Stream.of(names).collect(Collectors.toUnmodifiableMap(name -> name, HeaderNames::create));
    }

    private static HeaderName name(String name) {
        HeaderName known = NAMES.get(name);
        return known == null ? HeaderNames.create(name) : known;
    }

    private void feed(Request request, Reply reply, Body.Feed feed, ServerResponse answer) {
        var feeds = room.feeds();
        if (!feeds.enter()) {
            Reply refused = refused(request, Trouble.STREAMS);
            send(refused, refused.bytes(), request.method(), answer);
            return;
        }
        try {
            begin(reply, answer);
            if (request.method().equals("HEAD")) answer.send();
            else feeds.write(feed, answer.outputStream());
        } finally {
            feeds.leave();
        }
    }

    private static Fields fields(Headers headers) {
        return name -> headers.first(name(name)).map(String::strip);
    }

    @Override
    public byte[] refusal(Optional<Head> head, Trouble trouble) {
        Request seen = head.map(Front.this::request).orElseGet(() -> request("", "", "", Fields.NONE, NOTHING));
        return bytes(refused(seen, trouble), true, true);
    }

    @Override
    public Optional<byte[]> busy(Head head) {
        if (!room.requests().isFull()) return Optional.empty();
        boolean body = !head.method().equals("HEAD");
        return Optional.of(bytes(refused(request(head), Trouble.BUSY), head.isLast(), body));
    }

    private Request request(Head head) {
        return request(head.method(), head.path(), head.rawQuery(), head, NOTHING);
    }

    private static byte[] bytes(Reply reply, boolean last, boolean withBody) {
        var text = new StringBuilder(512).append("HTTP/1.1 ");
        text.append(reply.status()).append(' ').append(reason(reply.status())).append("\r\n");
        for (Reply.Field field : reply.fields()) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        byte[] body = reply.bytes();
        text.append("Content-Length: ").append(body.length).append("\r\nConnection: ");
        text.append(last ? "close" : "keep-alive").append("\r\n\r\n");
        byte[] head = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return withBody ? concatenated(head, body) : head;
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
        return answer.entity(reply.bytes()).build();
    }
}
