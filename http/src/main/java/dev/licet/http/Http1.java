package dev.licet.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.CharsetUtil;
import java.time.Duration;

/// One connection of HTTP/1.1: one request is read and answered at a time, and what is late or ambiguous ends
/// it. All of it runs on the connection's own loop but for what [Wire] and [Watch.Watched] say.
///
/// The state is a [Phase]; once that is OVER nothing more is answered, so there is never a second answer.
final class Http1 extends ChannelInboundHandlerAdapter implements Wire, Watch.Watched {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int MOST_DROPPED_BYTES = 1 << 20;
    /// What a client may send ahead while it waits for an answer.
    private static final int MOST_AHEAD_BYTES = 1 << 16;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(CharsetUtil.US_ASCII);

    private final Front front;
    private final Room room;
    private final Peer peer;
    private Reading reading;
    private ChannelHandlerContext ctx;
    private ByteBuf inbox = Unpooled.EMPTY_BUFFER;
    private boolean fresh = true;
    private boolean advancing;
    private boolean inputOver;
    private int dropped;
    private volatile boolean last;
    private volatile Phase phase = Phase.IDLE;
    private volatile long deadline;
    private volatile long idleSince = NEVER;
    private volatile Runnable whenGone = () -> {};

    private enum Phase {
        IDLE,
        READING,
        WORK,
        WRITE,
        OVER
    }

    Http1(Front front, Room room, Peer peer) {
        this.front = front;
        this.room = room;
        this.peer = peer;
        this.reading = new Reading(front, room, peer);
        this.last = peer.isGuest();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        idle(room.deadlines().idle());
        room.watch().add(this);
    }

    private void idle(Duration atMost) {
        idleSince = System.nanoTime();
        enter(Phase.IDLE, atMost);
    }

    private void enter(Phase next, Duration atMost) {
        deadline = Room.deadline(atMost);
        phase = next;
        if (next != Phase.IDLE) idleSince = NEVER;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        var in = (ByteBuf) message;
        if (phase == Phase.OVER) {
            drop(in);
            return;
        }
        inbox = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), inbox, in);
        advance();
        boolean ahead = phase == Phase.WORK || phase == Phase.WRITE;
        if (ahead && inbox.readableBytes() > MOST_AHEAD_BYTES)
            from.channel().config().setAutoRead(false);
    }

    private void drop(ByteBuf in) {
        dropped += in.readableBytes();
        in.release();
        if (dropped > MOST_DROPPED_BYTES) ctx.close();
    }

    /// Reads and answers what is here, one request after the other.
    private void advance() {
        if (advancing) return;
        advancing = true;
        try {
            while (step()) {
                // The next one may be here.
            }
        } catch (Rejected rejected) {
            reject(rejected.trouble());
        } finally {
            advancing = false;
        }
        if (!inbox.isReadable()) empty();
        boolean waiting = phase == Phase.IDLE || phase == Phase.READING;
        if (inputOver && waiting) ctx.close();
    }

    private void empty() {
        inbox.release();
        inbox = Unpooled.EMPTY_BUFFER;
    }

    /// @return whether a request has been answered, and the next one may be here
    private boolean step() throws Rejected {
        if (phase == Phase.IDLE && inbox.isReadable())
            enter(Phase.READING, room.deadlines().head());
        if (phase != Phase.READING) return false;
        boolean inHead = reading.isInHead();
        boolean whole = reading.read(inbox);
        if (inHead && !reading.isInHead()) enter(Phase.READING, room.deadlines().body());
        if (!whole) {
            if (reading.wantsContinue()) ctx.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
            return false;
        }
        last |= reading.isLast();
        deadline = NEVER;
        phase = Phase.WORK;
        front.take(reading.request(), this);
        return phase == Phase.IDLE;
    }

    @Override
    public boolean isGuest() {
        return peer.isGuest();
    }

    @Override
    public void whole(Reply reply) {
        inLoop(() -> write(reply));
    }

    private void inLoop(Runnable task) {
        Loops.run(ctx.executor(), task);
    }

    private void write(Reply reply) {
        if (phase == Phase.OVER) return;
        enter(Phase.WRITE, room.deadlines().write());
        var answer = new Http1Answer(last, reading.isOld(), reading.isHeadOnly());
        ctx.writeAndFlush(answer.whole(ctx.alloc(), reply)).addListener(sent -> written(sent.isSuccess()));
    }

    private void written(boolean taken) {
        if (phase == Phase.OVER) return;
        reading.close();
        if (taken && !last) next();
        else if (taken && inbox.isReadable()) farewell();
        else ctx.close();
    }

    private void next() {
        fresh = false;
        reading = new Reading(front, room, peer);
        idle(room.deadlines().idle());
        if (!ctx.channel().config().isAutoRead()) ctx.channel().config().setAutoRead(true);
        advance();
    }

    /// Answers what is being read with a refusal, after which the connection is over.
    private void reject(Trouble trouble) {
        var answer = new Http1Answer(true, false, reading.isHeadOnly());
        Reply refusal = front.refused(reading.seen(), trouble);
        enter(Phase.OVER, FAREWELL);
        ctx.writeAndFlush(answer.whole(ctx.alloc(), refusal)).addListener(sent -> farewell());
    }

    /// The rest of what the client sends is read and dropped for a moment, or it would get a reset instead of
    /// the answer.
    private void farewell() {
        enter(Phase.OVER, FAREWELL);
        empty();
        reading.close();
        boolean plain = ctx.pipeline().get(SslHandler.class) == null;
        if (plain && !inputOver && ctx.channel() instanceof DuplexChannel duplex) {
            ctx.channel().config().setAutoRead(true);
            duplex.shutdownOutput();
        } else {
            ctx.close();
        }
    }

    @Override
    public ChannelFuture begin(Reply reply, Runnable gone) {
        whenGone = gone;
        if (peer.isGone()) gone.run();
        var answer = new Http1Answer(last, reading.isOld(), false);
        return ctx.writeAndFlush(answer.beginning(ctx.alloc(), reply));
    }

    @Override
    public ChannelFuture part(byte[] bytes) {
        return ctx.writeAndFlush(reading.isOld() ? Unpooled.wrappedBuffer(bytes) : Http1Answer.chunk(bytes));
    }

    @Override
    public void end(boolean complete) {
        inLoop(() -> {
            whenGone = () -> {};
            if (!complete || phase == Phase.OVER) {
                ctx.close();
                return;
            }
            enter(Phase.WRITE, room.deadlines().write());
            ByteBuf end = reading.isOld() ? Unpooled.EMPTY_BUFFER : Http1Answer.lastChunk();
            ctx.writeAndFlush(end).addListener(sent -> written(sent.isSuccess()));
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) return;
        inputOver = true;
        leave();
        if (phase == Phase.OVER) ctx.close();
        else advance();
    }

    private void leave() {
        peer.leave();
        whenGone.run();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        enter(Phase.OVER, FAREWELL);
        leave();
        from.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        room.watch().remove(this);
        reading.close();
        empty();
    }

    /// The connection broke; or something of ours did, and then the log says so.
    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        Loops.report(cause);
        from.close();
    }

    @Override
    public long idleSince() {
        return idleSince;
    }

    /// A connection on which nothing has come yet has the less time the fewer there may be besides.
    @Override
    public boolean isLate(long now) {
        long since = idleSince;
        boolean first = fresh && phase == Phase.IDLE && since != NEVER;
        if (first) return now - since > peer.port().patience().toNanos();
        long until = deadline;
        return until != NEVER && now - until >= 0;
    }

    @Override
    public void end() {
        inLoop(() -> {
            if (!isLate(System.nanoTime())) return;
            if (phase == Phase.READING) reject(Trouble.TOO_SLOW);
            else ctx.close();
        });
    }

    /// It is no candidate again before it has been busy.
    @Override
    public void makeRoom() {
        idleSince = NEVER;
        inLoop(() -> {
            if (phase == Phase.IDLE) ctx.close();
        });
    }

    @Override
    public void stop() {
        last = true;
        makeRoom();
    }

    @Override
    public void close() {
        ctx.close();
    }

    @Override
    public Peer peer() {
        return peer;
    }
}
