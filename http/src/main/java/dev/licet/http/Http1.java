package dev.licet.http;

import dev.licet.http.Tempo.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.CharsetUtil;

/// One connection of HTTP/1.1: one request is read and answered at a time, and what is late or ambiguous ends
/// it. All of it runs on the connection's own loop but for what [Wire] and [Watch.Watched] say.
final class Http1 extends ChannelInboundHandlerAdapter implements Wire, Watch.Watched {
    /// What a client may send ahead while it waits for an answer.
    private static final int MOST_AHEAD_BYTES = 1 << 16;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(CharsetUtil.US_ASCII);

    private final Front front;
    private final Room room;
    private final Peer peer;
    private final Tempo tempo = new Tempo();
    private Reading reading;
    private ChannelHandlerContext ctx;
    private ByteBuf inbox = Unpooled.EMPTY_BUFFER;
    private boolean advancing;
    private boolean inputOver;
    private volatile boolean last;
    private volatile Runnable whenGone = () -> {};

    Http1(Front front, Room room, Peer peer) {
        this.front = front;
        this.room = room;
        this.peer = peer;
        this.reading = new Reading(front, room, peer, this::readAgain);
        this.last = peer.isGuest();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        room.watch().add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        inbox = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), inbox, (ByteBuf) message);
        advance();
        boolean ahead = tempo.is(Phase.WORK) || tempo.is(Phase.WRITE);
        if (ahead && inbox.readableBytes() > MOST_AHEAD_BYTES)
            from.channel().config().setAutoRead(false);
    }

    /// Reads and answers what is here, one request after the other.
    private void advance() {
        if (advancing) return;
        advancing = true;
        try {
            boolean another = true;
            while (another) another = step();
        } catch (Rejected rejected) {
            reject(rejected.trouble());
        } finally {
            advancing = false;
        }
        if (!inbox.isReadable()) empty();
        boolean waiting = tempo.is(Phase.IDLE) || tempo.is(Phase.READING);
        if (inputOver && waiting) ctx.close();
    }

    private void readAgain() {
        Loops.run(ctx.executor(), this::advance);
    }

    private void empty() {
        inbox.release();
        inbox = Unpooled.EMPTY_BUFFER;
    }

    /// @return whether a request has been answered, and the next one may be here
    private boolean step() throws Rejected {
        if (tempo.is(Phase.IDLE) && inbox.isReadable())
            tempo.enter(Phase.READING, room.deadlines().head());
        if (!tempo.is(Phase.READING)) return false;
        if (tempo.isFresh() && reading.isInHead() && isOther()) return false;
        boolean inHead = reading.isInHead();
        boolean whole = reading.read(inbox);
        if (inHead && !reading.isInHead())
            tempo.enter(Phase.READING, room.deadlines().body());
        if (!whole) {
            if (reading.wantsContinue()) ctx.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
            return false;
        }
        last |= reading.isLast();
        tempo.enter(Phase.WORK);
        front.take(reading.request(), this);
        return tempo.is(Phase.IDLE);
    }

    /// Whether this is, or may become, a connection of HTTP/2; then it is read as one.
    private boolean isOther() {
        var preface = Http2.preface(inbox);
        if (preface != Http2.Preface.HERE) return preface == Http2.Preface.MAYBE;
        Http2.install(ctx.pipeline(), front, room, peer);
        ByteBuf all = inbox;
        inbox = Unpooled.EMPTY_BUFFER;
        tempo.enter(Phase.OVER);
        ctx.fireChannelRead(all);
        ctx.pipeline().remove(this);
        return true;
    }

    @Override
    public boolean isGuest() {
        return peer.isGuest();
    }

    @Override
    public void whole(Reply reply) {
        Loops.run(ctx.executor(), () -> write(reply));
    }

    private void write(Reply reply) {
        if (!tempo.is(Phase.OVER)) send(answer().whole(ctx.alloc(), reply));
    }

    private Http1Answer answer() {
        return new Http1Answer(last, reading.isOld(), reading.isHeadOnly());
    }

    /// Sends the last bytes of an answer. Then it is the turn of the next request.
    private void send(ByteBuf bytes) {
        tempo.enter(Phase.WRITE, room.deadlines().write());
        ctx.writeAndFlush(bytes).addListener(sent -> written((ChannelFuture) sent));
    }

    private void written(ChannelFuture sent) {
        if (tempo.is(Phase.OVER)) return;
        reading.close();
        if (!sent.isSuccess() || last && !inbox.isReadable()) ctx.close();
        else if (last) over(sent);
        else next();
    }

    private void next() {
        reading = new Reading(front, room, peer, this::readAgain);
        tempo.another(room.deadlines().idle());
        if (!ctx.channel().config().isAutoRead()) ctx.channel().config().setAutoRead(true);
        advance();
    }

    /// Answers what is being read with a refusal, after which the connection is over.
    private void reject(Trouble trouble) {
        var answer = new Http1Answer(true, false, reading.isHeadOnly());
        Reply refusal = front.refused(reading.seen(), trouble);
        over(ctx.writeAndFlush(answer.whole(ctx.alloc(), refusal)));
    }

    private void over(ChannelFuture lastAnswer) {
        tempo.enter(Phase.OVER);
        ctx.pipeline().replace(this, null, new Farewell(lastAnswer));
    }

    @Override
    public ChannelFuture begin(Reply reply, Runnable gone) {
        whenGone = gone;
        if (peer.isGone()) gone.run();
        return ctx.writeAndFlush(answer().beginning(ctx.alloc(), reply));
    }

    @Override
    public ChannelFuture part(byte[] bytes) {
        return ctx.writeAndFlush(reading.isOld() ? Unpooled.wrappedBuffer(bytes) : Http1Answer.chunk(bytes));
    }

    @Override
    public void end(boolean complete) {
        Loops.run(ctx.executor(), () -> {
            whenGone = () -> {};
            if (!complete || tempo.is(Phase.OVER)) ctx.channel().close();
            else send(reading.isOld() ? Unpooled.EMPTY_BUFFER : Http1Answer.lastChunk());
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) return;
        inputOver = true;
        leave();
        advance();
    }

    private void leave() {
        peer.leave();
        whenGone.run();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        tempo.enter(Phase.OVER);
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
        return tempo.idleSince();
    }

    @Override
    public boolean isLate(long now) {
        return tempo.isLate(now, peer.port().patience());
    }

    @Override
    public void end() {
        Loops.run(ctx.executor(), () -> {
            if (!isLate(System.nanoTime())) return;
            if (tempo.is(Phase.READING)) reject(Trouble.TOO_SLOW);
            else ctx.close();
        });
    }

    @Override
    public void makeRoom() {
        tempo.chosen();
        closeWhenIdle();
    }

    private void closeWhenIdle() {
        Loops.run(ctx.executor(), () -> {
            if (tempo.is(Phase.IDLE)) ctx.close();
        });
    }

    @Override
    public void stop() {
        last = true;
        closeWhenIdle();
    }

    @Override
    public void close() {
        ctx.channel().close();
    }

    @Override
    public Peer peer() {
        return peer;
    }
}
