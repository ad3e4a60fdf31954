package dev.licet.http;

import dev.licet.domain.Environment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// The open ports of the service: one per environment, both answered by one application.
public final class Listener implements AutoCloseable {
    private final Ports ports;

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

    private Listener(Ports ports) {
        this.ports = ports;
    }

    /// Opens both ports. Throws [PortInUse] when one of them is taken.
    public static Listener open(Setting setting, Application application, InstantSource clock, SecureRandom random) {
        var room = Room.open(setting.limits(), setting.deadlines());
        var stamps = new Stamps(clock, random);
        var loops = Loops.start("licet-http", Runtime.getRuntime().availableProcessors());
        var test = new Front.Asked(application, Environment.TEST, setting.worlds());
        var production = new Front.Asked(application, Environment.PRODUCTION, setting.worlds());
        return new Listener(Ports.open(
                loops,
                room,
                List.of(
                        new Ports.Wanted(
                                new Port.Place(setting.host(), setting.testPort(), Proxies.NONE),
                                new Front(test, stamps, Proxies.NONE, room)),
                        new Ports.Wanted(
                                new Port.Place(setting.host(), setting.productionPort(), Proxies.NONE),
                                new Front(production, stamps, Proxies.NONE, room)))));
    }

    /// The port of an environment.
    public int port(Environment environment) {
        return switch (environment) {
            case TEST -> ports.all().getFirst().number();
            case PRODUCTION -> ports.all().getLast().number();
        };
    }

    /// Whether both ports really accept connections, which is tried. Takes up to two seconds when they do not.
    public boolean isReachable() {
        return ports.areReachable();
    }

    /// Ends the streams, accepts nothing more, lets the requests in work finish within 10 seconds, then closes
    /// everything.
    @Override
    public void close() {
        ports.close();
    }
}
