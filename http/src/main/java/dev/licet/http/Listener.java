package dev.licet.http;

import dev.licet.domain.Environment;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The open ports of the service: one per environment, both answered by one application.
public final class Listener implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String PRODUCTION = "production";
    private static final int BACKLOG = 1024;

    /// Helidon's own log shows request paths and, at finer levels, whole requests with the keys in them. Whatever level
    /// the operator chooses, it says only what went wrong. Held here because the JDK forgets unused loggers.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        HELIDON.setLevel(Level.WARNING);
    }

    private final WebServer server;
    private final Watch watch;
    private final Feeds feeds;

    /// Where and how to listen.
    ///
    /// @param host           the address to listen on, e.g. `0.0.0.0`
    /// @param testPort       0 for any free one
    /// @param productionPort 0 for any free one
    public record Setting(
            String host,
            int testPort,
            int productionPort,
            HostEnvironments worlds,
            Limits limits,
            Deadlines deadlines) {}

    private Listener(WebServer server, Watch watch, Feeds feeds) {
        this.server = server;
        this.watch = watch;
        this.feeds = feeds;
    }

    /// Opens both ports. Throws [PortInUse] when one of them is taken.
    public static Listener open(Setting setting, Application application, InstantSource clock, SecureRandom random) {
        var watch = new Watch(setting.deadlines(), System::nanoTime);
        var ids = new RequestId(clock, random);
        var room = new Front.Room(setting.limits());
        var test = new Front(application, Environment.TEST, setting.worlds(), ids, room);
        var production = new Front(application, Environment.PRODUCTION, setting.worlds(), ids, room);
        var server = WebServer.builder()
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .update(it -> configure(it, place(setting, setting.testPort()), watch, test))
                .putSocket(PRODUCTION, production(setting, watch, production))
                .build();
        return start(new Listener(server, watch, room.feeds()), setting);
    }

    private static ListenerConfig production(Setting setting, Watch watch, Front front) {
        var builder = ListenerConfig.builder().name(PRODUCTION);
        configure(builder, place(setting, setting.productionPort()), watch, front);
        return builder.buildPrototype();
    }

    /// One port of a listener.
    record Place(String host, int port, Limits limits, Deadlines deadlines) {}

    private static Place place(Setting setting, int port) {
        return new Place(setting.host(), port, setting.limits(), setting.deadlines());
    }

    static void configure(ListenerConfig.BuilderBase<?, ?> it, Place place, Watch watch, Front front) {
        var limits = place.limits();
        it.host(place.host())
                .port(place.port())
                .backlog(BACKLOG)
                .maxTcpConnections(limits.connections())
                .shutdownGracePeriod(GRACE)
                .protocolsDiscoverServices(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .addConnectionSelector(new GuardedSelector(limits, place.deadlines(), watch, front))
                .directHandlers(leftovers(front))
                .routing(HttpRouting.builder().any(front));
    }

    private static DirectHandlers leftovers(Front front) {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, (asked, event, status, headers, message) -> front.leftover(asked, status));
        }
        return handlers.build();
    }

    private static Listener start(Listener listener, Setting setting) {
        if (opened(listener.server, listener.watch)) return listener;
        throw new PortInUse(setting);
    }

    /// Helidon tells a port that is taken to its log alone; one line of ours says it better.
    /// @return false when a port could not be opened; the watch is closed then, as it is when anything else fails
    static boolean opened(WebServer server, Watch watch) {
        HELIDON.setLevel(Level.OFF);
        try {
            server.start();
            return server.isRunning();
        } finally {
            HELIDON.setLevel(Level.WARNING);
            if (!server.isRunning()) watch.close();
        }
    }

    /// The port of an environment.
    public int port(Environment environment) {
        return switch (environment) {
            case TEST -> server.port();
            case PRODUCTION -> server.port(PRODUCTION);
        };
    }

    /// Ends the streams, accepts nothing more, lets the requests in work finish within 10 seconds, then closes
    /// everything.
    @Override
    public void close() {
        feeds.close();
        server.stop();
        watch.close();
    }
}
