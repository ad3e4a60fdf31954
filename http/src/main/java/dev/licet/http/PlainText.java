package dev.licet.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;

/// Stands before TLS and looks at the first byte of a connection. A handshake begins with 22, or with 128 in the
/// oldest form; a letter begins a request of HTTP. Its sender is told in plain text what this port speaks, instead of
/// bytes that it cannot read. Nothing of the request is looked at.
final class PlainText extends ChannelInboundHandlerAdapter {
    private final Front front;
    private final Peer peer;

    PlainText(Front front, Peer peer) {
        this.front = front;
        this.peer = peer;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var in = (ByteBuf) message;
        if (in.isReadable() && isLetter(in.getByte(in.readerIndex()))) {
            in.release();
            answer(ctx);
        } else {
            ctx.fireChannelRead(in);
            if (!ctx.isRemoved()) ctx.pipeline().remove(this);
        }
    }

    /// Methods are tokens, and all that are known are letters (RFC 9110 section 9.1).
    private static boolean isLetter(byte first) {
        return first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z';
    }

    private void answer(ChannelHandlerContext ctx) {
        var pipeline = ctx.pipeline();
        pipeline.remove(Negotiated.class);
        pipeline.remove(SslHandler.class);
        var refusal = new Http1Answer(true, false, false)
                .whole(ctx.alloc(), front.refused(front.unread(peer), Trouble.PLAIN));
        pipeline.replace(this, null, new LingeringClose(ctx.writeAndFlush(refusal)));
    }
}
