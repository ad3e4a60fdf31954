package dev.licet.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;

/// One connection of HTTP/2 (RFC 9113), agreed on in the TLS handshake or begun with its preface. Netty reads
/// the frames and ends the connection over whatever breaks the protocol; each request is an [Http2Stream].
///
/// Work that a client can cause without asking for anything is bounded: streams at once, header lists, streams
/// that it opens and resets (CVE-2023-44487), empty frames, frames that continue a header list, and answers that
/// wait to be written.
final class Http2 extends Watching {
    private static final int STREAMS = 100;
    private static final int FIELD_OVERHEAD = 32;
    private static final int RESETS = 200;
    private static final int RESETS_SECONDS = 30;
    private static final int EMPTY_FRAMES = 2;
    private static final int CONTINUATIONS = 16;
    private static final int CONTROL_FRAMES = 1000;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private int active;
    private int served;
    private volatile boolean fresh = true;
    private volatile long idleSince = System.nanoTime();

    private Http2(Room room, Peer peer) {
        super(room, peer);
        peer.begin(room.watch());
    }

    static void install(ChannelPipeline pipeline, Front front, Room room, Peer peer) {
        var connection = new Http2(room, peer);
        var streams = new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2Stream(front, room, peer, connection));
            }
        });
        pipeline.addLast(codec(room.limits()), streams, connection);
    }

    private static Http2FrameCodec codec(Limits limits) {
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(settings(limits))
                .validateHeaders(true)
                .headerSensitivityDetector((name, value) -> !Http2Head.STEADY.contains(name.toString()))
                .decoderEnforceMaxRstFramesPerWindow(RESETS, RESETS_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(RESETS, RESETS_SECONDS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES)
                .decoderEnforceMaxSmallContinuationFrames(CONTINUATIONS)
                .encoderEnforceMaxQueuedControlFrames(CONTROL_FRAMES)
                .gracefulShutdownTimeoutMillis(GRACE.toMillis())
                .build();
    }

    /// Header lists may be somewhat longer than our limits, so that a request with a header that is too long
    /// gets the usual answer.
    private static Http2Settings settings(Limits limits) {
        long list =
                2L * (limits.requestLineBytes() + limits.headerBytes()) + (long) FIELD_OVERHEAD * limits.headerFields();
        return Http2Settings.defaultSettings().maxConcurrentStreams(STREAMS).maxHeaderListSize(list);
    }

    /// A request begins.
    void opened() {
        active++;
        fresh = false;
        idleSince = Long.MAX_VALUE;
    }

    /// The first or the last answer is being made.
    void serving(int more) {
        served += more;
        peer().serve(served > 0);
    }

    /// A request is over. A guest has had what it came for, and its place is wanted.
    void closed() {
        if (--active > 0) return;
        idleSince = System.nanoTime();
        if (peer().isGuest()) ctx().close();
    }

    /// The client has closed its side: it takes no answers any more.
    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event instanceof ChannelInputShutdownEvent) close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        leave();
        from.fireChannelInactive();
    }

    @Override
    public long idleSince() {
        return idleSince;
    }

    @Override
    public boolean isLate(long now) {
        long since = idleSince;
        Duration allowed =
                fresh ? peer().port().firstRequestTime() : room().deadlines().idle();
        return since != Long.MAX_VALUE && now - since > allowed.toNanos();
    }

    @Override
    public void end() {
        run(() -> {
            if (active == 0) ctx().close();
        });
    }

    /// Says that no new streams are taken, and closes after those that are open.
    @Override
    public void makeRoom() {
        idleSince = Long.MAX_VALUE;
        ctx().close();
    }

    @Override
    public void close() {
        peer().close();
    }
}
