package dev.licet.http;

import dev.licet.domain.Environment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            HostEnvironments hosts,
            Limits limits,
            Deadlines deadlines,
            Transport transport) {

        /// Plain HTTP, and no proxy whose word counts.
        public Setting(
                String host,
                int testPort,
                int productionPort,
                HostEnvironments hosts,
                Limits limits,
                Deadlines deadlines) {
            this(host, testPort, productionPort, hosts, limits, deadlines, Transport.PLAIN);
        }

        private Port.Place place(Environment environment) {
            int port =
                    switch (environment) {
                        case TEST -> testPort;
                        case PRODUCTION -> productionPort;
                    };
            return new Port.Place(host, port, transport.proxies(), transport.tls(environment));
        }

        private Front.Asked asked(Environment environment, Application application) {
            return new Front.Asked(application, environment, hosts, transport.asking());
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

        private Optional<TlsFiles> tls(Environment environment) {
            return switch (environment) {
                case TEST -> testTls;
                case PRODUCTION -> productionTls;
            };
        }

        private Set<Environment> asking() {
            return Stream.of(Environment.values())
                    .filter(one -> tls(one).flatMap(TlsFiles::clients).isPresent())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private Listener(Ports ports) {
        this.ports = ports;
    }

    /// Opens both ports. Throws [PortInUse] when one of them cannot be opened, and [BadCertificate].
    public static Listener open(Setting setting, Application application, InstantSource clock, SecureRandom random) {
        var room = Room.open(setting.limits(), setting.deadlines());
        var stamps = new Stamps(clock, random);
        var loops = Loops.start("licet-http", Runtime.getRuntime().availableProcessors());
        return new Listener(Ports.open(
                loops,
                room,
                Stream.of(Environment.TEST, Environment.PRODUCTION)
                        .map(one -> new Ports.Wanted(
                                setting.place(one),
                                new Front(setting.asked(one, application), stamps, setting.transport.proxies(), room)))
                        .toList()));
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
