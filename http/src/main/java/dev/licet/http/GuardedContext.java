package dev.licet.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// A connection of the web server whose bytes come through a [Gate] and go under a [Guard].
///
/// @param bare   the connection as the web server made it
/// @param reader reads through the gate
/// @param guard  times the writing
record GuardedContext(ConnectionContext bare, DataReader reader, Guard guard) implements ConnectionContext {

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return new GuardedWriter(bare.dataWriter(), guard);
    }

    private record GuardedWriter(DataWriter bare, Guard guard) implements DataWriter {
        @Override
        public void write(BufferData... buffers) {
            guard.write(() -> bare.write(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            guard.write(() -> bare.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            guard.write(() -> bare.writeNow(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            guard.write(() -> bare.writeNow(buffer));
        }

        @Override
        public void flush() {
            guard.write(bare::flush);
        }
    }

    @Override
    public ListenerContext listenerContext() {
        return bare.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return bare.executor();
    }

    @Override
    public Router router() {
        return bare.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return bare.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return bare.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return bare.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return bare.localPeer();
    }

    @Override
    public boolean isSecure() {
        return bare.isSecure();
    }

    @Override
    public String socketId() {
        return bare.socketId();
    }

    @Override
    public String childSocketId() {
        return bare.childSocketId();
    }
}
