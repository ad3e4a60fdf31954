package dev.licet.http;

import dev.licet.domain.Environment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The open ports of the service: one per environment, both answered by one application.
public final class Listener implements AutoCloseable {
    private final Ports ports;

    /// Where and how to listen.
    ///
    /// @param host           the address to listen on, e.g. `0.0.0.0`
    /// @param testPort       0 for any free one
    /// @param productionPort 0 for any free one
    /// @param transport      what may stand before HTTP
    public record Setting(
            String host,
            int testPort,
            int productionPort,
            HostEnvironments worlds,
            Limits limits,
            Deadlines deadlines,
            Transport transport) {

        /// Plain HTTP, and no proxy whose word counts.
        public Setting(
                String host,
                int testPort,
                int productionPort,
                HostEnvironments worlds,
                Limits limits,
                Deadlines deadlines) {
            this(host, testPort, productionPort, worlds, limits, deadlines, Transport.PLAIN);
        }

        private Port.Place place(int port, Optional<TlsFiles> tls) {
            return new Port.Place(host, port, transport.proxies(), tls);
        }
    }

    /// What may stand before HTTP.
    ///
    /// @param proxies        whose word counts about who connects
    /// @param testTls        absent for plain HTTP
    /// @param productionTls  absent for plain HTTP
    public record Transport(Proxies proxies, Optional<TlsFiles> testTls, Optional<TlsFiles> productionTls) {
        /// Plain HTTP, and no proxy whose word counts.
        public static final Transport PLAIN = new Transport(Proxies.NONE, Optional.empty(), Optional.empty());
    }

    private Listener(Ports ports) {
        this.ports = ports;
    }

    /// Opens both ports. Throws [PortInUse] when one of them cannot be opened, and [BadCertificate].
    public static Listener open(Setting setting, Application application, InstantSource clock, SecureRandom random) {
        var room = Room.open(setting.limits(), setting.deadlines());
        var stamps = new Stamps(clock, random);
        var loops = Loops.start("licet-http", Runtime.getRuntime().availableProcessors());
        var test = new Front.Asked(application, Environment.TEST, setting.worlds());
        var production = new Front.Asked(application, Environment.PRODUCTION, setting.worlds());
        var transport = setting.transport();
        return new Listener(Ports.open(
                loops,
                room,
                List.of(
                        new Ports.Wanted(
                                setting.place(setting.testPort(), transport.testTls()),
                                new Front(test, stamps, transport.proxies(), room)),
                        new Ports.Wanted(
                                setting.place(setting.productionPort(), transport.productionTls()),
                                new Front(production, stamps, transport.proxies(), room)))));
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
