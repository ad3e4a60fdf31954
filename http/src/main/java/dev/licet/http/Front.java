package dev.licet.http;

import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where requests of one port leave the listener and answers enter it.
final class Front {
    /// The application was not called, or the answer is a stream.
    private static final long UNTIMED = 0;
    private static final byte[] NOTHING = new byte[0];
    private static final Reply.Field NO_SNIFFING = new Reply.Field("X-Content-Type-Options", "nosniff");
    private static final Reply.Field NO_REFERRER = new Reply.Field("Referrer-Policy", "no-referrer");
    private static final Reply.Field NO_STORING = new Reply.Field("Cache-Control", "no-store");
    /// Stands for a head that could not be read.
    private static final Head UNREAD = new Head("", "", false, List.of());

    private final Application application;
    private final Environment byPort;
    private final HostEnvironments hosts;
    private final Set<Environment> asking;
    private final Stamps stamps;
    private final Proxies proxies;
    private final Room room;
    private final Intake intake;
    private final OncePerSecond warning = new OncePerSecond(System.nanoTime());

    /// The application that answers, and how a request gets its environment.
    ///
    /// @param asking the environments on whose port clients are asked for certificates
    record Asked(Application application, Environment byPort, HostEnvironments hosts, Set<Environment> asking) {}

    Front(Asked asked, Stamps stamps, Proxies proxies, Room room) {
        this.application = asked.application();
        this.byPort = asked.byPort();
        this.hosts = asked.hosts();
        this.asking = asked.asking();
        this.stamps = stamps;
        this.proxies = proxies;
        this.room = room;
        this.intake = new Intake(this, application, room.requests());
    }

    /// A request whose head has been read, without its body.
    Request request(Head head, Client client, Peer peer) {
        Environment environment = hosts.of(head.first("Host"), byPort);
        String id = stamps.id(head.first("X-Request-Id"));
        Client known = new Known(client, address(head, client, peer), trusts(environment, client));
        return new Request(environment, head.method(), head.path(), head.rawQuery(), head, NOTHING, id, known);
    }

    /// One of which nothing was understood.
    Request unread(Peer peer) {
        return request(UNREAD, peer, peer);
    }

    /// The address that a listed proxy names, or else where the connection comes from.
    private String address(Head head, Client client, Peer peer) {
        List<String> hops = head.values("x-forwarded-for");
        boolean named = !hops.isEmpty() && proxies.has(peer.connected());
        return named ? proxies.client(hops, client.address()) : client.address();
    }

    /// The certificate was looked at by the authorities of this port. It says nothing in the other environment,
    /// whose requests may come here because of the host that they name.
    private boolean trusts(Environment environment, Client client) {
        return environment == byPort ? client.isTrusted() : !asking.contains(environment);
    }

    private record Known(Client bare, String address, boolean isTrusted) implements Client {
        @Override
        public boolean isGone() {
            return bare.isGone();
        }

        @Override
        public boolean isSilent() {
            return bare.isSilent();
        }
    }

    int bodyBytes(Request seen) {
        return application.bodyBytes(seen.path(), room.limits().bodyBytes());
    }

    boolean isKnown(Request seen) {
        return application.isKnown(seen);
    }

    Intake intake() {
        return intake;
    }

    Reply answered(Request request) {
        long begun = System.nanoTime();
        try {
            Reply reply = finished(request, application.answer(request));
            boolean goesOn = reply.body() instanceof Body.Feed;
            if (!goesOn) Journal.note(request, reply, System.nanoTime() - begun);
            return reply;
        } catch (RuntimeException | Error failure) {
            Reply reply = application.refuse(request, Trouble.BROKEN).because(Cause.inside(Thrown.trace(failure)));
            return turnedAway(request, reply);
        }
    }

    void pass(Request request, Reply reply, Wire wire) {
        switch (reply.body()) {
            case Body.Bytes whole -> wire.whole(reply);
            case Body.Feed feed -> feed(request, reply, feed, wire);
        }
    }

    private void feed(Request request, Reply reply, Body.Feed feed, Wire wire) {
        var feeds = room.feeds();
        Optional<Trouble> outside = feeds.enter(feed.party());
        if (outside.isPresent()) {
            wire.whole(refused(request, outside.get()));
            return;
        }
        try {
            Journal.note(request, reply, UNTIMED);
            if (request.method().equals("HEAD")) wire.whole(reply);
            else feeds.write(reply, feed, wire);
        } finally {
            feeds.leave(feed.party());
        }
    }

    Reply refused(Request seen, Trouble trouble) {
        return turnedAway(seen, application.refuse(seen, trouble).because(Cause.of(trouble)));
    }

    private Reply turnedAway(Request seen, Reply refusal) {
        Reply reply = finished(seen, refusal);
        Journal.noteTurnedAway(seen, reply, warning);
        return reply;
    }

    /// What every answer carries (reference: security.md T1).
    private Reply finished(Request request, Reply reply) {
        var id = new Reply.Field("X-Request-Id", request.id());
        var date = new Reply.Field("Date", stamps.date());
        boolean storing = reply.field(NO_STORING.name()).isPresent();
        return reply.with(
                storing
                        ? List.of(date, id, NO_SNIFFING, NO_REFERRER)
                        : List.of(date, id, NO_SNIFFING, NO_REFERRER, NO_STORING));
    }
}
