package dev.licet.server.serve;

import dev.licet.server.api.HealthEndpoint;
import dev.licet.server.health.Check;
import dev.licet.server.health.DatabaseChecks;
import dev.licet.server.health.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What must be well before requests are sent to this node.
final class NodeHealth implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration BETWEEN_LONG_LOOKS = Duration.ofSeconds(10);

    private final Foundation foundation;
    private final FairPlaySets fairPlay;
    private final ClockWatch time;
    private volatile Optional<OpenPorts> ports = Optional.empty();
    private volatile boolean stopping;

    NodeHealth(Foundation foundation, FairPlaySets fairPlay) {
        this.foundation = foundation;
        this.fairPlay = fairPlay;
        this.time = new ClockWatch(foundation.clock());
    }

    HealthEndpoint endpoint() {
        return new HealthEndpoint(foundation.database()::isWhole, checks());
    }

    private List<Check> checks() {
        var stored = new DatabaseChecks(foundation.database());
        return List.of(
                new Check("node", this::node),
                new Check("ports", this::ports).atMostOnceIn(BETWEEN_LOOKS, System::nanoTime),
                new Check("files", stored::files),
                new Check("database", stored::answers).atMostOnceIn(BETWEEN_LOOKS, System::nanoTime),
                new Check("fairplay", fairPlay.leftOut()::look).atMostOnceIn(BETWEEN_LONG_LOOKS, System::nanoTime),
                new Check("clock", time::finding));
    }

    private Finding node() {
        return stopping ? new Finding.Unwell("draining: this node was told to stop") : Finding.WELL;
    }

    /// Both are tried: that the one that was asked accepts says nothing about the other.
    private Finding ports() {
        boolean reached = ports.map(OpenPorts::areReachable).orElse(false);
        return reached ? Finding.WELL : new Finding.Unwell("a port does not accept connections");
    }

    void opened(OpenPorts open) {
        ports = Optional.of(open);
    }

    /// From now on the node says that it is not ready.
    void stopping() {
        stopping = true;
    }

    @Override
    public void close() {
        time.close();
    }
}
