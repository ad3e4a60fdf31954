package dev.licet.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/// The only protocol of a port: HTTP/1.1, behind a gate and under guard. Its own parser checks the framing again but
/// has nothing left to measure, and it logs nothing, because its logs would show request targets.
final class GuardedSelector implements ServerConnectionSelector {
    private final Http1ConnectionSelector http1;
    private final Limits limits;
    private final Deadlines deadlines;
    private final Watch watch;
    private final Doorkeeper door;

    GuardedSelector(Limits limits, Deadlines deadlines, Watch watch, Doorkeeper door) {
        this.http1 = Http1ConnectionSelector.builder().config(config(limits)).build();
        this.limits = limits;
        this.deadlines = deadlines;
        this.watch = watch;
        this.door = door;
    }

    /// Targets are not validated again after the gate: the published APIs have callers send `kid=^name` and
    /// `/keys/^name` as it is.
    private static Http1Config config(Limits limits) {
        return Http1Config.builder()
                .maxPrologueLength(2 * limits.requestLineBytes())
                .maxHeadersSize(2 * limits.headerBytes())
                .validatePrologue(false)
                .validatePath(false)
                .log(log -> log.receiveLog(false).sendLog(false))
                .build();
    }

    @Override
    public ServerConnection connection(ConnectionContext bare) {
        var inbox = new Inbox(bare.serverSocket());
        var guard = new Guard(bare.serverSocket(), inbox, deadlines, System::nanoTime, door);
        var reader = DataReader.create(new Gate(inbox, guard, limits, door));
        return new GuardedConnection(http1.connection(new GuardedContext(bare, reader, guard)), guard, watch);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }
}
