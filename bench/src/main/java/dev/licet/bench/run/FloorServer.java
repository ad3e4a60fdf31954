package dev.licet.bench.run;

import dev.licet.bench.micro.primitive.Primitives;
import dev.licet.domain.Environment;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Application;
import dev.licet.http.Deadlines;
import dev.licet.http.Handling;
import dev.licet.http.HostEnvironments;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.Proxies;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.TlsFiles;
import dev.licet.http.Trouble;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// Answers everything with the same bytes: what HTTP alone costs, by the bare engine and behind our own
/// listener. Or does the cryptography of licenses for as long as it is asked to.
public final class FloorServer {
    /// What our listener answers on its loop, without a thread of its own.
    static final String AT_ONCE = "/at-once";

    private static final int MOST_BODY_BYTES = 1 << 16;

    /// Where results go, so that the compiler believes that somebody wants them.
    private static volatile Object seen;

    private FloorServer() {}

    /// @param arguments `plain`, `guarded`, `secure` or `primitives`, the port, the length of the answer;
    /// for `secure`, which is `guarded` with TLS on a second port, that port and the files with the
    /// certificate and its key
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        byte[] answer = new byte[Integer.parseInt(arguments[2])];
        Arrays.fill(answer, (byte) 'a');
        switch (arguments[0]) {
            case "plain" -> plain(port, answer);
            case "guarded" -> constant(port, answer, 0, Optional.empty());
            case "secure" -> {
                var files = new TlsFiles(Path.of(arguments[4]), Path.of(arguments[5]), Optional.empty());
                constant(port, answer, Integer.parseInt(arguments[3]), Optional.of(files));
            }
            case "primitives" -> primitives(port);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        new CountDownLatch(1).await();
    }

    /// What the engine does by itself, on as many loops as our listener has.
    private static void plain(int port, byte[] answer) {
        boolean epoll = Epoll.isAvailable();
        int loops = Runtime.getRuntime().availableProcessors();
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(
                        loops, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()))
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MOST_BODY_BYTES),
                                        new Constant(answer));
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly();
    }

    private static final class Constant extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final byte[] answer;

        Constant(byte[] answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest asked) {
            var reply = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(answer));
            reply.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.length);
            ctx.writeAndFlush(reply);
        }
    }

    /// Answers how many licenses' worth it has done in as many milliseconds as the query says.
    private static void primitives(int port) {
        var primitives = new Primitives();
        guarded(
                port,
                request -> {
                    var query = Parameters.read(request.rawQuery(), new byte[0]);
                    long millis = Long.parseLong(query.first("millis").orElse("0"));
                    return Reply.of(
                            200,
                            "text/plain",
                            Long.toString(licenses(primitives, System.nanoTime() + millis * 1_000_000)));
                },
                0,
                Optional.empty());
    }

    private static long licenses(Primitives primitives, long end) {
        long done = 0;
        for (; System.nanoTime() < end; done++) primitives.plainWidevineLicense(made -> seen = made);
        return done;
    }

    private static void constant(int port, byte[] answer, int secure, Optional<TlsFiles> tls) {
        Reply reply = Reply.of(200, "text/uri-list", answer);
        guarded(port, request -> reply, secure, tls);
    }

    private static void guarded(int port, Function<Request, Reply> answer, int secure, Optional<TlsFiles> tls) {
        Application application = new Application() {
            @Override
            public Reply answer(Request request) {
                return answer.apply(request);
            }

            @Override
            public Handling handling(Request request) {
                return request.path().equals(AT_ONCE) ? Handling.AT_ONCE : Handling.WHEN_THERE_IS_ROOM;
            }

            @Override
            public Reply refuse(Request seen, Trouble trouble) {
                return Reply.empty(trouble.status());
            }
        };
        var transport = new Listener.Transport(Proxies.NONE, Optional.empty(), tls);
        var setting = new Listener.Setting(
                "127.0.0.1", port, secure, HostEnvironments.BY_PORT, Limits.DEFAULT, Deadlines.DEFAULT, transport);
        var listener = Listener.open(setting, application, InstantSource.system(), new SecureRandom());
        listener.port(Environment.TEST);
    }
}
