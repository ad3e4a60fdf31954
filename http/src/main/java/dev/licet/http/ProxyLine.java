package dev.licet.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.util.List;
import java.util.function.Consumer;

/// The beginning of a connection from a listed proxy: the header of the PROXY protocol (version 1 or 2) says
/// for whom it connects, when there is one. No request of HTTP and no TLS handshake begins with the same bytes.
final class ProxyLine extends ByteToMessageDecoder {
    private final Peer peer;
    private final Consumer<ChannelPipeline> next;

    /// @param next adds what reads the rest
    ProxyLine(Peer peer, Consumer<ChannelPipeline> next) {
        this.peer = peer;
        this.next = next;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        switch (HAProxyMessageDecoder.detectProtocol(in).state()) {
            case NEEDS_MORE_DATA -> {}
            case INVALID -> {
                next.accept(ctx.pipeline());
                ctx.pipeline().remove(this);
            }
            case DETECTED -> {
                ctx.pipeline().addLast(new HAProxyMessageDecoder(), new Named(peer, next));
                ctx.pipeline().remove(this);
            }
        }
    }

    /// Who says no more than the beginning of a header has said all.
    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decodeLast(ctx, in, out);
        if (!ctx.isRemoved()) ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    /// Takes what the header says.
    private static final class Named extends SimpleChannelInboundHandler<HAProxyMessage> {
        private final Peer peer;
        private final Consumer<ChannelPipeline> next;

        Named(Peer peer, Consumer<ChannelPipeline> next) {
            this.peer = peer;
            this.next = next;
        }

        /// A proxy that connects for itself, such as to see whether we are there, names nobody.
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
            boolean names = header.command() == HAProxyCommand.PROXY;
            if (names && header.sourceAddress() != null) peer.forwards(header.sourceAddress());
            next.accept(ctx.pipeline());
            ctx.pipeline().remove(this);
        }

        /// The header has not come to its end, or this would not be here any more.
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) ctx.close();
            else ctx.fireUserEventTriggered(event);
        }

        /// What is malformed here may be anything, and is not answered.
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
