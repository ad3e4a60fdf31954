package dev.licet.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends requests from one thread that never sleeps while it has something to do.
///
/// At a rate, every request has a time at which it ought to be sent, whatever became of those before it, and its
/// latency counts from that time. So a server that stalls is charged for all the requests that waited meanwhile, as
/// its users would charge it; a generator that waits with the server would forgive it.
public final class Load implements AutoCloseable {
    private static final long GRACE_NANOS = 5_000_000_000L;
    private static final int LARGEST_READ = 256 * 1024;
    private static final int OK = 200;
    private static final int SHARE = 429;
    private static final int BUSY = 503;

    /// What came of a phase.
    ///
    /// @param good      answers with status 200
    /// @param inTime    those of them that came before the sending ended
    /// @param refused   answers with status 503 or 429 that say when to come again
    /// @param bad       all others, and requests without an answer
    /// @param unsent    requests that were due while all connections were busy, and were given up
    /// @param seconds   how long the sending took
    /// @param busy      the share of that in which the generator had something to do
    /// @param latencies of the good ones, from when they were due
    /// @param refusals  of the refused ones, from when they were sent
    public record Result(
            long good,
            long inTime,
            long refused,
            long bad,
            long unsent,
            double seconds,
            double busy,
            Latencies latencies,
            Latencies refusals,
            Optional<String> firstBad) {
        /// Good answers per second. What came afterwards is not counted: each connection is owed one answer more, and
        /// in a short phase that is a few percent.
        public double rate() {
            return inTime / seconds;
        }

        /// All that were answered.
        public long answered() {
            return good + refused + bad;
        }
    }

    private final Selector selector;
    private final ArrayList<Client> clients = new ArrayList<>();
    private final ArrayDeque<Client> idle = new ArrayDeque<>();

    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST_READ);

    private Latencies latencies = new Latencies();
    private Latencies refusals = new Latencies();
    private long good;
    private long refused;
    private long bad;
    private long unsent;
    private long idleNanos;
    private Optional<String> firstBad = Optional.empty();

    /// @param connections how many are kept open
    public Load(int port, int connections) {
        this(List.of(port), connections);
    }

    /// @param ports       each gets as many connections as the others, one more at most
    /// @param connections how many are kept open
    public Load(List<Integer> ports, int connections) {
        this(ports, connections, Manner.STAYING);
    }

    /// @param ports       each gets as many connections as the others, one more at most
    /// @param connections how many there are at a time
    public Load(List<Integer> ports, int connections, Manner manner) {
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                clients.add(new Client(selector, ports.get(i % ports.size()), manner, in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        idle.addAll(clients);
    }

    /// As fast as the connections allow: each sends its next request when it has its answer.
    public Result flatOut(Requests requests, double seconds) {
        return phase(requests, seconds, 0, Double.POSITIVE_INFINITY);
    }

    /// So many requests per second, come what may.
    public Result atRate(Requests requests, double seconds, double perSecond) {
        return phase(requests, seconds, 1e9 / perSecond, Double.POSITIVE_INFINITY);
    }

    /// The same, but what could not be sent within that many seconds of its time is given up: its viewer has left.
    public Result atRate(Requests requests, double seconds, double perSecond, double wait) {
        return phase(requests, seconds, 1e9 / perSecond, wait * 1e9);
    }

    private Result phase(Requests requests, double seconds, double gap, double wait) {
        forget();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        double sending = send(requests, start, end, gap, wait) - start;
        long inTime = good;
        double busy = 1 - idleNanos / sending;
        settle(System.nanoTime() + GRACE_NANOS);
        bad += clients.size() - idle.size();
        return new Result(good, inTime, refused, bad, unsent, sending / 1e9, busy, latencies, refusals, firstBad);
    }

    private void forget() {
        latencies = new Latencies();
        refusals = new Latencies();
        good = 0;
        refused = 0;
        bad = 0;
        unsent = 0;
        idleNanos = 0;
        firstBad = Optional.empty();
    }

    /// @return when the sending ended
    private long send(Requests requests, long start, long end, double gap, double wait) {
        long due = 0;
        boolean more = true;
        long now = start;
        boolean worked = true;
        while (more && now < end) {
            long before = now;
            now = System.nanoTime();
            if (!worked) idleNanos += now - before;
            worked = false;
            long givenUp = gap == 0 ? 0 : (long) ((now - start - wait) / gap);
            if (givenUp > due) {
                unsent += givenUp - due;
                due = givenUp;
            }
            while (more && !idle.isEmpty() && start + due * gap <= now) {
                Optional<byte[]> request = requests.next();
                more = request.isPresent();
                worked = true;
                if (more) start(request.get(), gap == 0 ? now : start + (long) (due++ * gap));
            }
            worked |= take() > 0;
        }
        return System.nanoTime();
    }

    private void settle(long until) {
        while (idle.size() < clients.size() && System.nanoTime() < until) take();
    }

    private void start(byte[] request, long at) {
        try {
            idle.poll().send(request, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return on how many connections something came
    private int take() {
        try {
            return selector.selectNow(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(SelectionKey key) {
        var client = (Client) key.attachment();
        try {
            if (key.isWritable()) client.write();
            if (key.isReadable() && client.read()) finished(client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finished(Client client) {
        long now = System.nanoTime();
        int status = client.status();
        if (status == OK) {
            good++;
            latencies.add(now - client.intended());
        } else if ((status == BUSY || status == SHARE) && client.isForLater()) {
            refused++;
            refusals.add(now - client.sent());
        } else {
            bad++;
            remember(client);
        }
        idle.add(client);
    }

    private void remember(Client client) {
        if (firstBad.isEmpty()) firstBad = Optional.of(new String(client.answer(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            for (Client client : clients) client.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
