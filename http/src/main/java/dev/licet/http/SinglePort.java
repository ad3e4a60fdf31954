package dev.licet.http;

import dev.licet.domain.Environment;
import io.helidon.webserver.WebServer;
import java.security.SecureRandom;
import java.time.InstantSource;

/// One open port that belongs to no environment, such as the dashboard's, behind the same gate as the others.
public final class SinglePort implements AutoCloseable {
    private final WebServer server;
    private final Watch watch;
    private final Feeds feeds;

    /// Where and how to listen.
    ///
    /// @param host the address to listen on
    /// @param port 0 for any free one
    public record Setting(String host, int port, Limits limits, Deadlines deadlines) {}

    private SinglePort(WebServer server, Watch watch, Feeds feeds) {
        this.server = server;
        this.watch = watch;
        this.feeds = feeds;
    }

    /// Opens the port. Throws [PortInUse] when it is taken. Its requests are of the test environment in name only.
    public static SinglePort open(Setting setting, Application application, InstantSource clock, SecureRandom random) {
        var watch = new Watch(setting.deadlines(), System::nanoTime);
        var room = new Front.Room(setting.limits());
        var front =
                new Front(application, Environment.TEST, HostEnvironments.BY_PORT, new RequestId(clock, random), room);
        var place = new Listener.Place(setting.host(), setting.port(), setting.limits(), setting.deadlines());
        var server = WebServer.builder()
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .update(it -> Listener.configure(it, place, watch, front))
                .build();
        if (Listener.opened(server, watch)) return new SinglePort(server, watch, room.feeds());
        throw new PortInUse(setting.host(), setting.port());
    }

    /// Its number.
    public int port() {
        return server.port();
    }

    /// Ends the streams, accepts nothing more, lets the requests in work finish, then closes everything.
    @Override
    public void close() {
        feeds.close();
        server.stop();
        watch.close();
    }
}
