package dev.licet.http;

import dev.licet.crypto.Pem;
import dev.licet.domain.Repeating;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/// TLS of one port, 1.2 and 1.3, with ciphers that have forward secrecy and authenticate (those that RFC 9113
/// section 9.2.2 leaves). New connections get the certificate that is in the files now; those that are open go
/// on with theirs.
final class Tls implements AutoCloseable {
    /// HTTP/2 where the client knows it.
    private static final ApplicationProtocolConfig BOTH_VERSIONS = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2,
            ApplicationProtocolNames.HTTP_1_1);

    private static final System.Logger LOGGER = System.getLogger(Tls.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final TlsFiles files;
    private final Function<TlsFiles, SslContext> reader;
    /// Signatures take a millisecond each; a loop that makes one answers nobody meanwhile.
    private final ExecutorService signing = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("licet-tls-", 0).daemon().factory());

    /// Whatever goes wrong, such as memory that is used up, may be over the next time: a port that looked no more would
    /// keep its certificate beyond its end.
    private final Repeating looking;

    private List<String> state;
    private volatile SslContext context;

    /// @param reader reads the files; throws [BadCertificate]
    /// @param look   how long it waits before it looks at them again
    Tls(TlsFiles files, Function<TlsFiles, SslContext> reader, Duration look) {
        this.files = files;
        this.reader = reader;
        state = files.state();
        context = reader.apply(files);
        looking = new Repeating("licet-tls-files").every(look, this::renew);
    }

    /// Throws [BadCertificate].
    static Tls open(TlsFiles files) {
        return new Tls(files, Tls::read, LOOK);
    }

    /// Whether clients are asked for certificates.
    boolean asksClients() {
        return files.clients().isPresent();
    }

    /// How long a client may take to agree is for the [Watch] to say.
    SslHandler handler(ByteBufAllocator buffers) {
        SslHandler handler = context.newHandler(buffers, signing);
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    /// What the files say now. Throws [BadCertificate].
    static SslContext read(TlsFiles files) {
        var chain = PemFiles.certificates(files.certificate());
        var key = PemFiles.key(files.key());
        if (!Pem.belongs(key, chain.getFirst())) {
            throw new BadCertificate(files.key(), "it is not the key of the certificate in " + files.certificate());
        }
        var builder = SslContextBuilder.forServer(key, chain)
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(BOTH_VERSIONS);
        files.clients().ifPresent(file -> builder.trustManager(PemFiles.certificates(file))
                .clientAuth(ClientAuth.OPTIONAL));
        try {
            return builder.build();
        } catch (SSLException unusable) {
            throw new BadCertificate(files.certificate(), "it cannot be used: " + unusable.getMessage());
        }
    }

    /// What cannot be used is no reason to stop: what was read before goes on, and the files are read again
    /// when they change again.
    private void renew() {
        List<String> now = files.state();
        if (now.equals(state)) return;
        try {
            context = reader.apply(files);
            state = now;
            LOGGER.log(Level.INFO, "new TLS connections get the certificate that is now in " + files.certificate());
        } catch (BadCertificate unusable) {
            state = now;
            LOGGER.log(Level.WARNING, "the former certificate goes on: " + unusable.getMessage());
        }
    }

    @Override
    public void close() {
        looking.close();
        signing.shutdown();
    }
}
