package dev.licet.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Goes on after the TLS handshake, in the version of HTTP that was agreed on there.
final class Negotiated extends ApplicationProtocolNegotiationHandler {
    private final Front front;
    private final Room room;
    private final Peer peer;

    Negotiated(Front front, Room room, Peer peer) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.front = front;
        this.room = room;
        this.peer = peer;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
        if (showedCertificate(ctx.pipeline().get(SslHandler.class))) peer.trust();
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) Http2.install(ctx.pipeline(), front, room, peer);
        else ctx.pipeline().addLast(new Http1(front, room, peer));
    }

    /// A certificate that no listed authority has signed ends the handshake, so that any that is here is good.
    private static boolean showedCertificate(SslHandler tls) {
        try {
            return tls.engine().getSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException none) {
            return false;
        }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Loops.report(cause);
        ctx.close();
    }
}
