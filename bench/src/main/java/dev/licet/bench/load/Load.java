package dev.licet.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Optional;

/// Sends requests from one thread that never sleeps while it has something to do.
///
/// At a rate, every request has a time at which it ought to be sent, whatever became of those before it, and its
/// latency counts from that time. So a server that stalls is charged for all the requests that waited meanwhile, as
/// its users would charge it; a generator that waits with the server would forgive it.
public final class Load implements AutoCloseable {
    private static final long GRACE_NANOS = 5_000_000_000L;

    /// What came of a phase.
    ///
    /// @param good      answers with status 200
    /// @param bad       all others
    /// @param seconds   how long it took
    /// @param latencies of the good ones
    public record Result(long good, long bad, double seconds, Latencies latencies, Optional<String> firstBad) {
        /// Good answers per second.
        public double rate() {
            return good / seconds;
        }
    }

    private final Selector selector;
    private final ArrayList<Client> clients = new ArrayList<>();
    private final ArrayDeque<Client> idle = new ArrayDeque<>();

    private Latencies latencies = new Latencies();
    private long good;
    private long bad;
    private Optional<String> firstBad = Optional.empty();

    /// @param connections how many are kept open
    public Load(int port, int connections) {
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) clients.add(new Client(selector, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        idle.addAll(clients);
    }

    /// As fast as the connections allow: each sends its next request when it has its answer.
    public Result flatOut(Requests requests, double seconds) {
        return phase(requests, seconds, 0);
    }

    /// So many requests per second, come what may.
    public Result atRate(Requests requests, double seconds, double perSecond) {
        return phase(requests, seconds, 1e9 / perSecond);
    }

    private Result phase(Requests requests, double seconds, double gap) {
        latencies = new Latencies();
        good = 0;
        bad = 0;
        firstBad = Optional.empty();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long last = send(requests, start, end, gap);
        settle(System.nanoTime() + GRACE_NANOS);
        bad += clients.size() - idle.size();
        return new Result(good, bad, (last - start) / 1e9, latencies, firstBad);
    }

    /// @return when the sending ended
    private long send(Requests requests, long start, long end, double gap) {
        long sent = 0;
        boolean more = true;
        long now = start;
        while (more && now < end) {
            now = System.nanoTime();
            while (more && !idle.isEmpty() && start + sent * gap <= now) {
                Optional<byte[]> request = requests.next();
                more = request.isPresent();
                if (more) start(request.get(), gap == 0 ? now : start + (long) (sent++ * gap));
            }
            take();
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

    private void take() {
        try {
            selector.selectNow(this::take);
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
        if (client.isGood()) {
            good++;
            latencies.add(System.nanoTime() - client.intended());
        } else {
            bad++;
            if (firstBad.isEmpty())
                firstBad = Optional.of(new String(client.answer(), java.nio.charset.StandardCharsets.UTF_8));
        }
        idle.add(client);
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
