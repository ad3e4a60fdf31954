package dev.licet.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The end of a connection whose client may still be sending: what comes is read and dropped for a moment, or
/// the client would get a reset instead of the last answer.
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 1 << 20;

    private final ChannelFuture answer;
    private int dropped;

    /// @param answer the last one, on its way
    LingeringClose(ChannelFuture answer) {
        this.answer = answer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(true);
        var end = ctx.executor().schedule(() -> ctx.close(), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        ctx.channel().closeFuture().addListener(closed -> end.cancel(false));
        answer.addListener(sent -> sayGoodbye(ctx));
    }

    /// Tells the client that nothing more comes; of TLS in its words first, so that it knows that nothing was cut
    /// off (RFC 8446 section 6.1).
    private static void sayGoodbye(ChannelHandlerContext ctx) {
        var tls = ctx.pipeline().get(SslHandler.class);
        if (tls == null) endOutput(ctx);
        else tls.closeOutbound().addListener(said -> endOutput(ctx));
    }

    private static void endOutput(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel duplex && !duplex.isInputShutdown()) duplex.shutdownOutput();
        else ctx.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var in = (ByteBuf) message;
        dropped += in.readableBytes();
        in.release();
        if (dropped > MOST_BYTES) ctx.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && answer.isDone()) ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
