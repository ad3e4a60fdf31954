package dev.licet.http;

import io.netty.channel.ChannelFuture;

/// The way back to the client of one request, in the version of HTTP in which it came. May be called from any
/// thread.
interface Wire {
    /// Whether the connection is over the limits, so that it gets the answers that are given always and no
    /// others.
    boolean isGuest();

    /// Begins the thread of the request. Called by the loop.
    void start(Runnable answering);

    /// Sends an answer that is known; of one that goes on, its header alone. Then it is the turn of the next
    /// request.
    void whole(Reply reply);

    /// Begins an answer that goes on.
    ///
    /// @param whenGone runs once the client has left, or left already
    ChannelFuture begin(Reply reply, Runnable whenGone);

    /// Sends a part of it.
    ChannelFuture part(byte[] bytes);

    /// Ends it.
    ///
    /// @param complete whether that was all; else the client is made to see that something is missing
    void end(boolean complete);
}
