package dev.licet.server.e2e;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// A plan of what goes wrong with which order, request by request. It does not depend on how the orders race.
final class Mishaps {
    private final Map<String, Queue<Mishap>> plan = new ConcurrentHashMap<>();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);

    static Mishaps none() {
        return new Mishaps();
    }

    /// The next requests of that order go wrong like this, one after the other.
    void add(String order, List<Mishap> next) {
        plan.put(order, new ConcurrentLinkedQueue<>(next));
    }

    Mishap next(String order) {
        requests.merge(order, 1, Integer::sum);
        Mishap next = plan.getOrDefault(order, new ConcurrentLinkedQueue<>()).poll();
        return next == null ? new Mishap.None() : next;
    }

    /// How often the upstream was asked about that order.
    int requests(String order) {
        return requests.getOrDefault(order, 0);
    }

    /// Holds a request until the end, and has it dropped then.
    Optional<LoopbackServer.Answer> silence() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    void end() {
        end.countDown();
    }
}
