package dev.licet.http;

/// Counts what one arriving body occupies in the memory of all [Bodies]. When more than its first bytes have
/// come and the rest has not, the sender is looked up; this may read the database, so it runs on another thread
/// than the connection's loop. All methods are called on that loop.
final class Holding implements AutoCloseable {
    private final Front front;
    private final Room room;
    private final Runnable again;
    private volatile Sender sender = Sender.UNASKED;
    private long counted;
    private boolean closed;

    private enum Sender {
        UNASKED,
        ASKED,
        KNOWN,
        STRANGER
    }

    /// @param again has [#grow] called again, once it is known who sends it; called from any thread
    Holding(Front front, Room room, Runnable again) {
        this.front = front;
        this.room = room;
        this.again = again;
    }

    /// Counts the bytes that have arrived. When the room for unknown senders is full, the body waits until its
    /// sender is known. After [#close] nothing is counted: a sender may be known only when the request is gone, and
    /// nobody would give back what is counted then.
    void grow(Request seen, int here) throws Rejected {
        if (closed) return;
        int now = Math.max(0, here - Bodies.FREE_BYTES);
        if (now == counted) return;
        if (sender == Sender.UNASKED) ask(seen);
        Sender who = sender;
        if (room.bodies().resize(counted, now, who == Sender.KNOWN)) counted = now;
        else if (who != Sender.ASKED) throw new Rejected(Trouble.BUSY);
    }

    private void ask(Request seen) {
        sender = Sender.ASKED;
        Thread.startVirtualThread(() -> {
            Sender who = Sender.STRANGER;
            try {
                if (front.isKnown(seen)) who = Sender.KNOWN;
            } catch (RuntimeException | Error failure) {
                Loops.report(failure);
            }
            sender = who;
            again.run();
        });
    }

    @Override
    public void close() {
        closed = true;
        room.bodies().release(counted);
        counted = 0;
    }
}
