package dev.licet.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;

/// The way back for one request of HTTP/1.1.
///
/// @param old      whether the client speaks HTTP/1.0
/// @param headOnly whether the body of the answer is left out
record Http1Wire(Http1 connection, boolean old, boolean headOnly) implements Wire {
    @Override
    public boolean isGuest() {
        return connection.peer().isGuest();
    }

    @Override
    public void start(Runnable answering) {
        connection.ferry().start(answering);
    }

    @Override
    public void whole(Reply reply) {
        connection.ferry().answer(() -> {
            if (!connection.isOver())
                connection.send(answer().whole(connection.ctx().alloc(), reply), answer().rest(reply));
        });
    }

    private Http1Answer answer() {
        return new Http1Answer(connection.isLast(), old, headOnly);
    }

    @Override
    public ChannelFuture begin(Reply reply, Runnable whenGone) {
        connection.whenGone(whenGone);
        return now(answer().beginning(connection.ctx().alloc(), reply));
    }

    @Override
    public ChannelFuture part(byte[] bytes) {
        return now(old ? Unpooled.wrappedBuffer(bytes) : Http1Answer.chunk(bytes));
    }

    private ChannelFuture now(ByteBuf bytes) {
        return connection.ctx().writeAndFlush(bytes);
    }

    @Override
    public void end(boolean complete) {
        connection.ferry().answer(() -> {
            connection.whenGone(() -> {});
            if (!complete || connection.isOver()) connection.close();
            else connection.send(old ? Unpooled.EMPTY_BUFFER : Http1Answer.lastChunk(), Http1Answer.NOTHING);
        });
    }
}
