package dev.licet.http;

import dev.licet.domain.Environment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One open port that belongs to no environment, such as the dashboard's, under limits like those of the
/// others.
public final class SinglePort implements AutoCloseable {
    private final Ports ports;

    /// Where and how to listen.
    ///
    /// @param host the address to listen on
    /// @param port 0 for any free one
    /// @param proxies whose word counts about who connects
    /// @param tls     absent for plain HTTP
    public record Setting(
            String host, int port, Limits limits, Deadlines deadlines, Proxies proxies, Optional<TlsFiles> tls) {

        /// Plain HTTP, and no proxy whose word counts.
        public Setting(String host, int port, Limits limits, Deadlines deadlines) {
            this(host, port, limits, deadlines, Proxies.NONE, Optional.empty());
        }
    }

    private SinglePort(Ports ports) {
        this.ports = ports;
    }

    /// Opens the port. Throws [PortInUse] when it cannot be opened, and [BadCertificate]. Its requests are of
    /// the test environment in name only.
    public static SinglePort open(Setting setting, Application application, InstantSource clock, SecureRandom random) {
        var room = Room.open(setting.limits(), setting.deadlines());
        var asked = new Front.Asked(application, Environment.TEST, HostEnvironments.BY_PORT, Set.of());
        var front = new Front(asked, new Stamps(clock, random), setting.proxies(), room);
        var place = new Port.Place(setting.host(), setting.port(), setting.proxies(), setting.tls());
        var loops = Loops.start("licet-admin", 1);
        return new SinglePort(Ports.open(loops, room, List.of(new Ports.Wanted(place, front))));
    }

    /// Its number.
    public int port() {
        return ports.all().getFirst().number();
    }

    /// Ends the streams, accepts nothing more, lets the requests in work finish, then closes everything.
    @Override
    public void close() {
        ports.close();
    }
}
