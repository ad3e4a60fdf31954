package dev.licet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// TLS over a channel, for a client that trusts whoever is there: it measures a server that it has started
/// itself. Every connection is agreed on anew, as by viewers who come for the first time.
final class Secure {
    private static final int MOST_BYTES = 1 << 15;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer come = ByteBuffer.allocate(MOST_BYTES);
    private final ByteBuffer going = ByteBuffer.allocate(MOST_BYTES);

    /// @param channel still blocking, for the handshake
    Secure(SocketChannel channel) throws IOException {
        this.channel = channel;
        engine = context().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        agree();
    }

    /// A context of its own for each connection: none can resume the session of another.
    private static SSLContext context() throws IOException {
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new Everybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private void agree() throws IOException {
        var nothing = ByteBuffer.allocate(MOST_BYTES);
        for (HandshakeStatus next = engine.getHandshakeStatus();
                next != HandshakeStatus.NOT_HANDSHAKING && next != HandshakeStatus.FINISHED;
                next = engine.getHandshakeStatus()) {
            switch (next) {
                case NEED_WRAP -> write(ByteBuffer.allocate(0));
                case NEED_TASK -> engine.getDelegatedTask().run();
                default -> {
                    if (read(nothing.clear()) < 0) throw new EOFException("the server ended the handshake");
                }
            }
        }
    }

    /// Encrypts all of it. What the socket does not take at once is tried again until it does: requests are
    /// short.
    void write(ByteBuffer plain) throws IOException {
        do {
            engine.wrap(plain, going.clear());
            going.flip();
            while (going.hasRemaining()) channel.write(going);
        } while (plain.hasRemaining());
    }

    /// @return how many bytes came, 0 when a record is not here completely; -1 at the end
    int read(ByteBuffer plain) throws IOException {
        int before = plain.position();
        boolean had = unwrapAll(plain);
        if (!had && channel.read(come) < 0) return -1;
        unwrapAll(plain);
        return plain.position() - before;
    }

    private boolean unwrapAll(ByteBuffer plain) throws IOException {
        boolean any = false;
        while (engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP && unwrap(plain)) any = true;
        return any;
    }

    /// @return whether a record was read
    private boolean unwrap(ByteBuffer plain) throws IOException {
        come.flip();
        var result = engine.unwrap(come, plain);
        come.compact();
        return switch (result.getStatus()) {
            case OK -> result.bytesConsumed() > 0;
            case BUFFER_UNDERFLOW -> false;
            case BUFFER_OVERFLOW -> throw new IOException("an answer larger than was thought");
            // The end of the connection follows.
            case CLOSED -> false;
        };
    }
}
