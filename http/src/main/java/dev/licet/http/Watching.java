package dev.licet.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// A connection, or a request of one, that the watch looks at as long as it is there. It runs on the loop of
/// its connection.
abstract class Watching extends ChannelInboundHandlerAdapter implements Watch.Watched {
    private final Room room;
    private final Peer peer;
    /// Netty sets it before it calls anything else.
    @SuppressWarnings("NullAway.Init")
    private ChannelHandlerContext ctx;

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

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        room.watch().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        room.watch().remove(this);
    }

    /// The connection broke; or something of ours did, and then the log says so.
    @Override
    public final void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        Loops.report(cause);
        from.close();
    }
}
