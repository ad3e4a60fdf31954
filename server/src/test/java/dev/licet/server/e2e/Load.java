package dev.licet.server.e2e;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.storage.account.CreatedAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Storefronts and players that ask one after the other until they are stopped: each asks for a token and redeems it,
/// and gives up what was refused. While the database is away, everything but a clean 503 is odd.
final class Load {
    private static final int CLIENTS = 8;
    private static final String OF_THE_DATABASE = "-2030";

    private final RunningService service;
    private final String authenticator;
    private final Set<String> expected;
    private final Queue<String> issued = new ConcurrentLinkedQueue<>();
    private final Queue<String> redeemed = new ConcurrentLinkedQueue<>();
    private final Queue<String> oddities = new ConcurrentLinkedQueue<>();
    private final Queue<String> ofNodes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong lastLicense = new AtomicLong(System.nanoTime());
    private final AtomicLong longestPause = new AtomicLong();
    private final List<Thread> clients;
    private volatile boolean stopped;

    Load(RunningService service, CreatedAccount account) {
        this(service, account, Set.of());
    }

    /// @param expected codes of refusals that are not odd
    Load(RunningService service, CreatedAccount account, Set<String> expected) {
        this.service = service;
        this.expected = expected;
        this.authenticator = RunningService.text(account, Environment.TEST);
        this.clients = new ArrayList<>(IntStream.range(0, CLIENTS)
                .mapToObj(number -> Thread.ofVirtual().start(() -> ask(number)))
                .toList());
    }

    private void ask(int client) {
        for (int i = 0; !stopped; i++) {
            try {
                play("c" + client + "-" + i);
            } catch (RuntimeException failed) {
                oddities.add(failed.toString());
            }
        }
    }

    private void play(String cookie) {
        var parameters = TokenCatalogue.good(Drm.CLEARKEY);
        parameters.put("customerAuthenticator", authenticator);
        parameters.put("cookie", cookie);
        parameters.put("errorFormat", "json");
        var token = Api.postForm(service.tokenUrl(Environment.TEST, Drm.CLEARKEY), Api.form(parameters));
        if (!isGood(token)) return;
        issued.add(cookie);
        var license = Api.postBytes(token.text(), Viewer.challenge(service, Drm.CLEARKEY));
        if (!isGood(license)) return;
        redeemed.add(cookie);
        long now = System.nanoTime();
        longestPause.accumulateAndGet(now - lastLicense.getAndSet(now), Math::max);
    }

    private boolean isGood(Api.Reply reply) {
        String code = reply.header("Licet-Code");
        boolean away = reply.status() == 503
                && !reply.header("Retry-After").isEmpty()
                && Set.of(OF_THE_DATABASE, "503").contains(code);
        boolean refused = away || expected.contains(code);
        if (reply.status() != 200 && !refused) oddities.add(reply.status() + " " + reply.text());
        if (refused) refusals.incrementAndGet();
        if (refused && !code.equals(OF_THE_DATABASE)) ofNodes.add(code);
        return reply.status() == 200;
    }

    /// Waits until so many requests were refused.
    void awaitRefusals(int count) throws InterruptedException {
        while (refusals() < count) Thread.sleep(5);
    }

    private int refusals() {
        return refusals.get();
    }

    /// The codes of refusals that were not because the database took too long: on a busy machine it may.
    List<String> refusalsOfNodes() {
        return List.copyOf(ofNodes);
    }

    /// Waits until so many licenses were received.
    void awaitLicenses(int count) throws InterruptedException {
        while (licenses() < count) Thread.sleep(5);
    }

    int licenses() {
        return redeemed.size();
    }

    /// Lets everybody finish what they do.
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) client.join();
    }

    /// Whose token requests were answered with a token, by cookie.
    List<String> issued() {
        return List.copyOf(issued);
    }

    /// Who received a license, by cookie.
    List<String> redeemed() {
        return List.copyOf(redeemed);
    }

    /// The longest time between two licenses, in milliseconds.
    long longestPause() {
        return longestPause.get() / 1_000_000;
    }

    /// An answer that was neither a success nor a clean refusal.
    Optional<String> oddity() {
        return Optional.ofNullable(oddities.peek());
    }
}
