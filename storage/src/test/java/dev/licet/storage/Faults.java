package dev.licet.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// Which calls of the writer to the database fail, and how: before they had an effect or after, for the reasons that
/// SQLite has and for one that it never has. The same random numbers lead to the same faults, because one batch is
/// worked on at a time, by one thread.
final class Faults {
    private static final String WRITER = "licet-writer";
    private static final int BUSY = 5;
    private static final int IO = 10;
    private static final int FULL = 13;
    private static final int CONSTRAINT = 19;
    private static final int[] CODES = {BUSY, IO, FULL, CONSTRAINT};

    private volatile Random chance = new Random(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch arrived = new CountDownLatch(0);
    private volatile boolean held;
    private double rate;
    private volatile boolean armed;
    private volatile boolean ending;
    private int struck;
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    /// Whence the next faults come.
    void draw(Random from) {
        chance = from;
    }

    /// Has the writer wait where its next transaction begins, so that others can line up for the one after.
    ///
    /// @param each how likely each call of that one is to fail
    void hold(double each) {
        rate = each;
        gate = new CountDownLatch(1);
        arrived = new CountDownLatch(1);
        held = true;
    }

    /// Whether the writer waits.
    boolean isHeld() {
        return arrived.getCount() == 0;
    }

    /// Lets the writer go on.
    void release() {
        gate.countDown();
    }

    /// Nothing fails any more from the next transaction on: whoever is told of a failure is told before its transaction
    /// is taken back.
    void disarm() {
        ending = true;
    }

    /// How many calls have failed.
    int struck() {
        return struck;
    }

    /// What was run to read something since this was last asked.
    List<String> asked() {
        var since = new ArrayList<String>();
        asked.drainTo(since);
        return since;
    }

    void before(String call) throws SQLException {
        if (!Thread.currentThread().getName().equals(WRITER)) {
            if (call.startsWith("execute")) asked.add(call);
            return;
        }
        if (ending && (call.equals("connect") || call.equals("setAutoCommitfalse"))) {
            ending = false;
            armed = false;
        }
        if (held && call.equals("setAutoCommitfalse")) {
            arrived.countDown();
            await(gate);
        }
        if (held && call.equals("setAutoCommittrue")) begin();
        else if (armed) strike(rate);
    }

    /// What was asked for is done, and nobody hears of it.
    void after() throws SQLException {
        if (armed && Thread.currentThread().getName().equals(WRITER)) strike(rate / 2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException nobodyDoesThis) {
            throw new IllegalStateException(nobodyDoesThis);
        }
    }

    /// The transaction that held up the others ends here.
    private void begin() {
        held = false;
        armed = rate > 0;
    }

    private void strike(double likely) throws SQLException {
        if (chance.nextDouble() >= likely) return;
        struck++;
        int kind = chance.nextInt(CODES.length + 1);
        if (kind == CODES.length) throw new Struck();
        throw new SQLException("a fault of the test", "", CODES[kind]);
    }

    /// What a driver throws that has a fault itself.
    static final class Struck extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
