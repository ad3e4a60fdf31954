package dev.licet.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/// One open port: it gives each connection that it accepts a place and what reads it.
final class Port implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final Proxies proxies;
    private final Optional<Tls> tls;
    private final Channel channel;
    private final Seats seats;
    private final Reach reach = new Reach();
    private final Loops loops;

    /// Where and how a port listens.
    ///
    /// @param host    a name or an address
    /// @param port    0 for any free one
    /// @param proxies whose word counts
    /// @param tls     absent for plain HTTP
    record Place(String host, int port, Proxies proxies, Optional<TlsFiles> tls) {}

    private Port(Place place, Front front, Room room, Loops loops) {
        this.loops = loops;
        proxies = place.proxies();
        tls = place.tls().map(files -> Tls.open(files));
        seats = new Seats(
                room.limits(),
                room.deadlines().first(),
                address -> address.isLoopbackAddress() || place.proxies().has(address),
                room.watch());
        channel = bind(place, new Opening(front, room), loops);
    }

    /// Opens a port. Throws [PortInUse] when it cannot be opened.
    static Port open(Place place, Front front, Room room, Loops loops) {
        return new Port(place, front, room, loops);
    }

    private Channel bind(Place place, ChannelInitializer<Channel> opening, Loops loops) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName(place.host()), place.port());
            ChannelFuture bound = listening(loops, opening).bind(address).awaitUninterruptibly();
            if (bound.isSuccess()) return bound.channel();
            tls.ifPresent(Tls::close);
            throw PortInUse.because(place, bound.cause());
        } catch (UnknownHostException unknown) {
            throw PortInUse.because(place, unknown);
        }
    }

    private ServerBootstrap listening(Loops loops, ChannelInitializer<Channel> opening) {
        return loops.listening()
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new Accepting())
                .childHandler(opening);
    }

    /// What a new connection passes.
    private final class Opening extends ChannelInitializer<Channel> {
        private final Front front;
        private final Room room;

        Opening(Front front, Room room) {
            this.front = front;
            this.room = room;
        }

        @Override
        protected void initChannel(Channel connection) {
            var from = (InetSocketAddress) connection.remoteAddress();
            if (from == null) {
                connection.close();
                return;
            }
            reach.arrived(from);
            var peer = new Peer(Port.this, from, () -> Loops.hangUp(connection));
            if (tls.filter(Tls::asksClients).isEmpty()) peer.trust();
            seats.sit(peer);
            connection.closeFuture().addListener(closed -> seats.leave(peer));
            if (peer.place() == Seats.Place.NONE) connection.close();
            else begin(connection.pipeline(), peer);
        }

        private void begin(ChannelPipeline pipeline, Peer peer) {
            boolean named = proxies.has(peer.connected());
            if (named || tls.isPresent()) watch(pipeline.channel(), peer);
            if (named) pipeline.addLast(new ProxyLine(peer, rest -> secure(rest, peer)));
            else secure(pipeline, peer);
        }

        /// Until its first request can come; then it is watched by whoever reads that.
        private void watch(Channel connection, Peer peer) {
            room.watch().add(peer);
            connection.closeFuture().addListener(closed -> room.watch().remove(peer));
        }

        private void secure(ChannelPipeline pipeline, Peer peer) {
            if (tls.isEmpty()) {
                pipeline.addLast(new Http1(front, room, peer));
                return;
            }
            var handshake = tls.get().handler(pipeline.channel().alloc());
            pipeline.addLast(new PlainText(front, peer), handshake, new Negotiated(front, room, peer));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            Loops.report(cause);
            ctx.close();
        }
    }

    /// Its number.
    int number() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// Whether a connection to it arrives, and the loops go on. Waits for it up to a second.
    boolean isReachable() {
        return reach.isReached((InetSocketAddress) channel.localAddress());
    }

    Ferry ferry(EventExecutor loop) {
        return loops.ferry(loop);
    }

    /// How long a new connection may take to begin its first request.
    Duration firstRequestTime() {
        return seats.firstRequestTime();
    }

    /// How many connections are open.
    int connections() {
        return seats.taken();
    }

    /// Accepts nothing more. What is open stays.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        tls.ifPresent(Tls::close);
    }
}
