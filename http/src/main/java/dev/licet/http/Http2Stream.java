package dev.licet.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;

/// One request of HTTP/2, under the same limits and deadlines as one of HTTP/1.1.
final class Http2Stream extends Watching implements Client {
    private static final long NEVER = Long.MAX_VALUE;

    private final Front front;
    private final Http2 connection;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    /// What came last with the head; nothing else of a stream comes before it.
    @SuppressWarnings("NullAway.Init")
    private Request seen;

    private final Holding held;
    private int serving;
    private boolean answered;
    private boolean inputOver;
    private volatile boolean gone;
    private volatile long deadline;

    Http2Stream(Front front, Room room, Peer peer, Http2 connection) {
        super(room, peer);
        this.front = front;
        this.connection = connection;
        this.held = new Holding(front, room, this::readAgain);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        super.handlerAdded(added);
        deadline = Room.deadline(room().deadlines().body());
        connection.opened();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        super.handlerRemoved(from);
        serve(-serving);
        held.close();
        connection.closed();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        try {
            if (answered) return;
            switch (message) {
                case Http2HeadersFrame frame -> take(frame);
                case Http2DataFrame frame -> take(frame);
                default -> {}
            }
        } catch (Rejected rejected) {
            reject(rejected.trouble());
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(Http2HeadersFrame frame) throws Rejected {
        Head head = Http2Head.read(frame.headers(), room().limits());
        seen = front.request(head, this, peer());
        if (head.framing() instanceof Head.Framing.Length(long bytes) && bytes > front.bodyBytes(seen)) {
            throw new Rejected(Trouble.BODY_TOO_LARGE);
        }
        head.checkCoding();
        if (head.isWaiting() && !frame.isEndStream()) invite();
    }

    /// Tells a client that waits for it that it may send its body (RFC 9110 section 10.1.1), unless it would be turned
    /// away with it.
    private void invite() throws Rejected {
        if (front.intake().isFull(seen)) throw new Rejected(Trouble.BUSY);
        ctx().writeAndFlush(new DefaultHttp2HeadersFrame(Http2Head.goOn()));
    }

    private void take(Http2HeadersFrame frame) throws Rejected {
        if (seen == null) begin(frame);
        else Http2Head.checkTrailers(frame.headers(), room().limits());
        if (frame.isEndStream()) complete();
    }

    private void take(Http2DataFrame frame) throws Rejected {
        int more = frame.content().readableBytes();
        if (body.size() + more > front.bodyBytes(seen)) throw new Rejected(Trouble.BODY_TOO_LARGE);
        byte[] bytes = new byte[more];
        frame.content().readBytes(bytes);
        body.writeBytes(bytes);
        if (!frame.isEndStream()) held.grow(seen, body.size());
        if (frame.isEndStream()) complete();
    }

    private void readAgain() {
        run(() -> {
            try {
                if (!answered) held.grow(seen, body.size());
            } catch (Rejected rejected) {
                reject(rejected.trouble());
            }
        });
    }

    private void complete() {
        inputOver = true;
        answered = true;
        deadline = NEVER;
        serve(1);
        front.intake().take(seen.with(body.toByteArray()), wire());
    }

    private void serve(int more) {
        serving += more;
        connection.serving(more);
    }

    /// What is malformed is no request (RFC 9113 section 8.1.1); everything else is answered.
    private void reject(Trouble trouble) {
        answered = true;
        if (trouble == Trouble.MALFORMED) reset(Http2Error.PROTOCOL_ERROR);
        else wire().whole(front.refused(seen == null ? front.unread(peer()) : seen, trouble));
    }

    private Http2Wire wire() {
        return new Http2Wire(this, seen != null && seen.method().equals("HEAD"));
    }

    void reset(Http2Error error) {
        ctx().writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    /// Sends the last frame of an answer.
    void send(Http2StreamFrame frame) {
        serve(-serving);
        deadline = Room.deadline(room().deadlines().write());
        ctx().writeAndFlush(frame).addListener(sent -> written());
    }

    /// A client that still sends a body is told that nobody reads it (RFC 9113 section 8.1).
    private void written() {
        deadline = NEVER;
        if (!inputOver) reset(Http2Error.NO_ERROR);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event instanceof Http2ResetFrame) leave();
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        leave();
    }

    @Override
    void leave() {
        gone = true;
        tell();
    }

    @Override
    public String address() {
        return peer().address();
    }

    @Override
    public boolean isGone() {
        return gone || peer().isGone();
    }

    @Override
    public boolean isTrusted() {
        return peer().isTrusted();
    }

    @Override
    public boolean isLate(long now) {
        long until = deadline;
        return until != NEVER && now - until >= 0;
    }

    @Override
    public void end() {
        run(() -> {
            if (!isLate(System.nanoTime())) return;
            if (answered) reset(Http2Error.CANCEL);
            else reject(Trouble.TOO_SLOW);
        });
    }

    @Override
    public void close() {
        ctx().close();
    }
}
