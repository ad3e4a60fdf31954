package dev.licet.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Which calls of the writer to the database fail, and how: before they had an effect or after, for the reasons that
/// the product has, for one that it never has, and on a server because the connection is gone from then on. The
/// same random numbers lead to the same faults, because one batch is worked on at a time, by one thread.
final class Faults implements Calls {
    private static final String WRITER = "licet-writer";

    private final Product product;
    private volatile Random chance = new Random(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch arrived = new CountDownLatch(0);
    private volatile boolean choosing;
    private volatile @Nullable Thread chosen;
    private volatile boolean held;
    private double rate;
    private volatile boolean armed;
    private volatile boolean ending;
    private int struck;
    private int lost;
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    Faults(Product product) {
        this.product = product;
    }

    /// Where calls fail.
    Product product() {
        return product;
    }

    /// The next writer that does something is the one whose calls fail. A server has several: each account has one of
    /// them, and records are numbered by another that nobody can foretell the turns of.
    void choose() {
        choosing = true;
    }

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

    /// How many of them were commits that had been made.
    int lost() {
        return lost;
    }

    /// What was run to read something since this was last asked.
    List<String> asked() {
        var since = new ArrayList<String>();
        asked.drainTo(since);
        return since;
    }

    @Override
    public void before(String call) throws SQLException {
        if (!isOfWriter()) note(call);
        else if (isMeant(call)) meet(call);
    }

    @Override
    public void after(String call) throws SQLException {
        if (!armed || !isOfWriter() || !isMeant(call)) return;
        // A commit that has worked has worked: the file is beside us.
        if (!product.isServer() && call.startsWith("setAutoCommit")) return;
        // What is done least often is what matters most.
        boolean commits = call.endsWith("COMMIT");
        if (!isStruck(commits ? rate * 2 : rate / 2)) return;
        lost += commits ? 1 : 0;
        strike();
    }

    private static boolean isOfWriter() {
        return Thread.currentThread().getName().equals(WRITER);
    }

    private void note(String call) {
        if (call.startsWith("execute")) asked.add(call);
    }

    /// A pool has a connection or none yet: whether the writer makes one itself is not the same each time.
    private boolean isMeant(String call) {
        boolean connects = call.equals("connect") || call.startsWith("executeSET SESSION");
        if (product.isServer() && connects) return false;
        if (choosing) chosen = Thread.currentThread();
        choosing = false;
        return Thread.currentThread() == chosen;
    }

    private void meet(String call) throws SQLException {
        if (ending && (call.equals("connect") || call.equals("setAutoCommitfalse"))) {
            ending = false;
            armed = false;
        }
        if (held && call.equals("setAutoCommitfalse")) {
            arrived.countDown();
            await(gate);
        }
        if (held && call.equals("setAutoCommittrue")) begin();
        else if (armed && isStruck(rate)) strike();
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

    private boolean isStruck(double likely) {
        return chance.nextDouble() < likely;
    }

    /// A connection is cut on a server alone. What follows on a file that was closed in the middle of a transaction
    /// is not the same each time.
    private void strike() throws SQLException {
        struck++;
        int kind = chance.nextInt(product.failures() + (product.isServer() ? 2 : 1));
        if (kind == product.failures()) throw new Struck();
        if (kind > product.failures()) throw new FaultyDriver.Cut();
        throw product.failure(kind);
    }

    /// What a driver throws that has a fault itself.
    static final class Struck extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
