package dev.licet.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Accepts the connections of a port, whatever happens.
///
/// It pauses when a connection cannot be accepted, as a rule because there are no file descriptors left;
/// those that are open go on meanwhile (reference: security.md F19). And it pauses while many are accepted
/// that no loop has looked at yet: each has a descriptor already, and neither a place nor somebody who made
/// room for it.
final class Accepting extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOGGER = System.getLogger(Accepting.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_UNSEEN = 16;

    private final AtomicInteger unseen = new AtomicInteger();
    private volatile boolean waiting;

    /// Netty hands it to its loop, where it gets a place or is closed, in the order of what is done there.
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        if (unseen.incrementAndGet() >= MOST_UNSEEN) await(ctx);
        ctx.fireChannelRead(accepted);
        try {
            ((Channel) accepted).eventLoop().execute(() -> seen(ctx));
        } catch (IllegalStateException | RejectedExecutionException closed) {
            seen(ctx);
        }
    }

    private void await(ChannelHandlerContext ctx) {
        waiting = true;
        ctx.channel().config().setAutoRead(false);
        if (unseen.get() < MOST_UNSEEN) goOn(ctx);
    }

    private void seen(ChannelHandlerContext ctx) {
        if (unseen.decrementAndGet() < MOST_UNSEEN && waiting) goOn(ctx);
    }

    private void goOn(ChannelHandlerContext ctx) {
        waiting = false;
        ctx.channel().config().setAutoRead(true);
    }

    /// Stands before what Netty does on a failure, which is to log all of it.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> goOn(ctx), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            LOGGER.log(
                    Level.WARNING,
                    "cannot accept a connection; trying again in half a second: " + cause.getMessage()
                            + " (more file descriptors: ulimit -n, LimitNOFILE)");
        } catch (RuntimeException | Error silent) {
            // Writing the log may need a descriptor, too.
        }
    }
}
