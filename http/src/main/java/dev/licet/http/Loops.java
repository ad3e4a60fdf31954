package dev.licet.http;

import dev.licet.domain.Thrown;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// The threads that wait for sockets: with the kernel's epoll where its library loads, and else with what the
/// JDK has.
///
/// @param group   the loops
/// @param channel what listens in them
/// @param ferries of the loops
record Loops(EventLoopGroup group, Class<? extends ServerChannel> channel, Map<Executor, Ferry> ferries)
        implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Loops.class.getName());
    private static final int FAREWELL_SECONDS = 2;
    private static final long UNSENT_BYTES = 64 << 10;

    /// Netty's own log would show what it cannot read, which may be a request with keys in it; and a loop in
    /// which the log itself fails, because no file can be opened, is a dead loop. What matters is reported
    /// here. Held because the JDK forgets unused loggers.
    private static final Logger NETTY = Logger.getLogger("io.netty");

    static {
        NETTY.setLevel(java.util.logging.Level.OFF);
        // It would note where one buffer in a hundred was made, for that log.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    static Loops start(String name, int threads) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory bare = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        var ferries = new ConcurrentHashMap<Executor, Ferry>();
        var group = new MultiThreadIoEventLoopGroup(
                threads,
                new DefaultThreadFactory(name, true),
                loop -> new Lasting(bare.newHandler(loop), ferries.computeIfAbsent(loop, one -> new Ferry(loop))));
        return new Loops(group, epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class, ferries);
    }

    /// What listens in these loops. Of what a client does not take, the kernel holds that much and no more; it would
    /// hold megabytes, for each client.
    ServerBootstrap listening() {
        var bootstrap = new ServerBootstrap().group(group).channel(channel);
        if (channel == EpollServerSocketChannel.class)
            bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
        return bootstrap;
    }

    Ferry ferry(EventExecutor loop) {
        return Objects.requireNonNull(ferries.get(loop), "no loop of ours");
    }

    /// Runs something in a loop, now when this is its thread. A loop that is closed has nobody left to do it
    /// for.
    static void run(EventExecutor loop, Runnable task) {
        if (loop.inEventLoop()) task.run();
        else execute(loop, task);
    }

    static void execute(Executor loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            LOGGER.log(Level.DEBUG, "something came too late for a loop");
        }
    }

    /// Closes a connection now. What stands in its pipeline might wait for something first.
    static void hangUp(Channel connection) {
        run(connection.eventLoop(), () -> connection.unsafe().close(connection.newPromise()));
    }

    /// Says what went wrong in a loop, unless that is everyday business: a connection that broke. The words of
    /// the exception are left out, because they may quote what a client sent.
    static void report(Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException || cause instanceof Http2Exception) return;
        Thrown.report(LOGGER, "a connection failed", cause);
    }

    /// Goes on after an [Error] in one round of the loop: Netty would end the loop, and with it every
    /// connection in it.
    private record Lasting(IoHandler bare, Ferry ferry) implements IoHandler {
        @Override
        public int run(IoHandlerContext context) {
            ferry.gather();
            try {
                return bare.run(context);
            } catch (RuntimeException | Error failure) {
                report(failure);
                return 0;
            } finally {
                ferry.leave();
            }
        }

        @Override
        public void initialize() {
            bare.initialize();
        }

        @Override
        public void prepareToDestroy() {
            bare.prepareToDestroy();
        }

        @Override
        public void destroy() {
            bare.destroy();
        }

        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return bare.register(handle);
        }

        @Override
        public void wakeup() {
            bare.wakeup();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return bare.isCompatible(handleType);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, FAREWELL_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
