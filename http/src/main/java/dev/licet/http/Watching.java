package dev.licet.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Exception;

/// A connection, or a request of one, that the watch looks at as long as it is there. It runs on the loop of
/// its connection.
abstract class Watching extends ChannelInboundHandlerAdapter implements Watch.Watched {
    private final Room room;
    private final Peer peer;
    /// Netty sets it before it calls anything else.
    @SuppressWarnings("NullAway.Init")
    private ChannelHandlerContext ctx;

    /// Set at the same time.
    @SuppressWarnings("NullAway.Init")
    private Ferry ferry;

    private volatile Runnable whenGone = () -> {};

    Watching(Room room, Peer peer) {
        this.room = room;
        this.peer = peer;
    }

    final Room room() {
        return room;
    }

    @Override
    public final Peer peer() {
        return peer;
    }

    final ChannelHandlerContext ctx() {
        return ctx;
    }

    /// Does something on the loop, now when this is its thread.
    final void run(Runnable task) {
        Loops.run(ctx.executor(), task);
    }

    /// What brings its requests to threads and the answers back.
    final Ferry ferry() {
        return ferry;
    }

    /// Whether nobody waits for an answer any more.
    public boolean isGone() {
        return peer.isGone();
    }

    /// @param gone runs once the client has left, or left already; for an answer that goes on, whoever sends nothing
    /// more has left
    final void whenGone(Runnable gone) {
        whenGone = gone;
        if (isGone() || peer.isSilent()) gone.run();
    }

    /// From now on.
    void leave() {
        peer.leave();
        tell();
    }

    final void tell() {
        whenGone.run();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        ferry = peer.port().ferry(added.executor());
        room.watch().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        room.watch().remove(this);
    }

    /// The connection broke; or something of ours did, and then the log says so. To what breaks the
    /// protocol, Netty answers with its error.
    @Override
    public final void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        Loops.report(cause);
        if (!(cause instanceof Http2Exception)) from.close();
    }
}
