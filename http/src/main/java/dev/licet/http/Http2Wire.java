package dev.licet.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamFrame;

/// The way back for one request of HTTP/2.
///
/// @param headOnly whether the body of the answer is left out
record Http2Wire(Http2Stream stream, boolean headOnly) implements Wire {
    @Override
    public boolean isGuest() {
        return stream.peer().isGuest();
    }

    @Override
    public void start(Runnable answering) {
        stream.ferry().start(answering);
    }

    @Override
    public void whole(Reply reply) {
        stream.ferry().answer(() -> write(reply));
    }

    private void write(Reply reply) {
        byte[] bytes = reply.body() instanceof Body.Bytes(byte[] all) ? all : new byte[0];
        boolean alone = headOnly || bytes.length == 0;
        var head = new DefaultHttp2HeadersFrame(Http2Head.write(reply), alone);
        if (alone) {
            stream.send(head);
        } else {
            stream.ctx().write(head);
            stream.send(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), true));
        }
    }

    @Override
    public ChannelFuture begin(Reply reply, Runnable whenGone) {
        stream.whenGone(whenGone);
        return now(new DefaultHttp2HeadersFrame(Http2Head.write(reply)));
    }

    @Override
    public ChannelFuture part(byte[] bytes) {
        return now(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)));
    }

    private ChannelFuture now(Http2StreamFrame frame) {
        return stream.ctx().writeAndFlush(frame);
    }

    @Override
    public void end(boolean complete) {
        stream.ferry().answer(() -> {
            stream.whenGone(() -> {});
            if (complete) stream.send(new DefaultHttp2DataFrame(true));
            else stream.reset(Http2Error.INTERNAL_ERROR);
        });
    }
}
