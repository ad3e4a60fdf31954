package dev.licet.http;

import dev.licet.http.ConnectionState.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// One connection of HTTP/1.1: one request is read and answered at a time, and what is late or ambiguous ends
/// it. All methods run on the connection's own loop, except those of [Watch.Watched].
final class Http1 extends Watching {
    private final Front front;
    private final ConnectionState state = new ConnectionState();
    private final Inbox inbox = new Inbox();
    private Reading reading;
    private boolean advancing;
    private boolean inputOver;
    private volatile boolean last;

    Http1(Front front, Room room, Peer peer) {
        super(room, peer);
        this.front = front;
        this.reading = another();
        this.last = peer.isGuest();
        peer.begin(room.watch());
    }

    private Reading another() {
        return new Reading(front, room(), peer(), () -> run(this::advance));
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        inbox.add(from.alloc(), (ByteBuf) message);
        advance();
        boolean ahead = state.is(Phase.WORK) || state.is(Phase.WRITE);
        if (ahead && inbox.isFull()) from.channel().config().setAutoRead(false);
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
        if (inbox.isEmpty()) inbox.take().release();
        boolean waiting = state.is(Phase.IDLE) || state.is(Phase.READING);
        if (inputOver && waiting) ctx().close();
    }

    /// @return whether a request was answered, and the next one may be here
    private boolean step() throws Rejected {
        if (state.is(Phase.IDLE) && !inbox.isEmpty())
            state.enter(Phase.READING, room().deadlines().head());
        if (!state.is(Phase.READING)) return false;
        if (state.isFresh() && reading.isInHead() && isOther()) return false;
        boolean inHead = reading.isInHead();
        boolean whole = reading.read(inbox.bytes());
        if (inHead && !reading.isInHead())
            state.enter(Phase.READING, room().deadlines().body());
        if (whole) handOver();
        else if (reading.wantsContinue()) ctx().writeAndFlush(Http1Answer.goOn());
        return whole && state.is(Phase.IDLE);
    }

    private void handOver() {
        last |= reading.isLast();
        state.enter(Phase.WORK);
        peer().serve(true);
        front.intake().take(reading.request(), new Http1Wire(this, reading.isOld(), reading.isHeadOnly()));
    }

    /// Whether this is, or may become, a connection of HTTP/2; then it is read as one.
    private boolean isOther() {
        var preface = inbox.preface();
        if (preface != Inbox.Preface.HERE) return preface == Inbox.Preface.MAYBE;
        Http2.install(ctx().pipeline(), front, room(), peer());
        state.enter(Phase.OVER);
        ctx().fireChannelRead(inbox.take());
        ctx().pipeline().remove(this);
        return true;
    }

    boolean isLast() {
        return last;
    }

    boolean isOver() {
        return state.is(Phase.OVER);
    }

    /// Sends the last bytes of an answer. Then it is the turn of the next request.
    ///
    /// @param rest of a large answer: of what a client does not take, only a part lies outside the heap
    void send(ByteBuf bytes, byte[] rest) {
        state.enter(Phase.WRITE, room().deadlines().write());
        peer().serve(false);
        send(bytes, rest, 0);
    }

    private void send(ByteBuf bytes, byte[] rest, int next) {
        ctx().writeAndFlush(bytes).addListener(sent -> {
            int size = Math.min(Http1Answer.PART_BYTES, rest.length - next);
            boolean more = sent.isSuccess() && size > 0;
            if (more) send(Unpooled.wrappedBuffer(rest, next, size), rest, next + size);
            else written((ChannelFuture) sent);
        });
    }

    private void written(ChannelFuture sent) {
        if (isOver()) return;
        reading.close();
        if (!sent.isSuccess() || last && inbox.isEmpty()) ctx().close();
        else if (last) over(sent);
        else next();
    }

    private void next() {
        reading = another();
        state.another(room().deadlines().idle());
        ctx().channel().config().setAutoRead(true);
        advance();
    }

    /// Answers what is being read with a refusal, after which the connection is over.
    private void reject(Trouble trouble) {
        var answer = new Http1Answer(true, false, reading.isHeadOnly());
        over(ctx().writeAndFlush(answer.whole(ctx().alloc(), front.refused(reading.seen(), trouble))));
    }

    private void over(ChannelFuture lastAnswer) {
        state.enter(Phase.OVER);
        ctx().pipeline().replace(this, null, new LingeringClose(lastAnswer));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) return;
        inputOver = true;
        peer().fallSilent();
        tell();
        advance();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        state.enter(Phase.OVER);
        leave();
        from.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        super.handlerRemoved(from);
        reading.close();
        inbox.take().release();
    }

    @Override
    public long idleSince() {
        return state.idleSince();
    }

    @Override
    public boolean isLate(long now) {
        return state.isLate(now, peer().port().firstRequestTime());
    }

    @Override
    public void end() {
        run(() -> {
            if (!isLate(System.nanoTime())) return;
            if (state.is(Phase.READING)) reject(Trouble.TOO_SLOW);
            else ctx().close();
        });
    }

    @Override
    public void makeRoom() {
        last = true;
        state.chosen();
        run(() -> {
            if (state.is(Phase.IDLE)) ctx().close();
        });
    }

    @Override
    public void close() {
        ctx().channel().close();
    }
}
