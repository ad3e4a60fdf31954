package dev.licet.server.e2e;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.playready.TestHandler;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.credential.PlayReadyBackEnd;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A license maker at a port of its own, as a test wants it: a [TestHandler] until told otherwise. Remembers
/// what it was asked and what it answered.
final class LicenseMaker implements AutoCloseable {
    static final GrantSecret SECRET = secret("first");
    static final GrantSecret OTHER = secret("second");

    /// One request with its answer.
    record Asked(Optional<String> grant, Map<String, String> headers, String query, byte[] body, Answer answer) {}

    /// What is sent back.
    record Answer(int status, byte[] body, Optional<String> client) {
        static Answer of(TestHandler.Reply reply) {
            return new Answer(reply.status(), reply.body(), reply.client());
        }
    }

    /// How requests are answered; empty for no answer at all.
    interface Manner {
        Optional<Answer> answer(byte[] body, Optional<String> grant);
    }

    private final LoopbackServer server;
    private final TestHandler handler;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Manner manner;

    LicenseMaker() {
        this(LoopbackServer::new);
    }

    /// @param opening makes the server that asks it
    LicenseMaker(Function<Function<LoopbackServer.Request, Optional<LoopbackServer.Answer>>, LoopbackServer> opening) {
        handler = handler("test", InstantSource.system());
        manner = honestly();
        server = opening.apply(this::answer);
    }

    private static GrantSecret secret(String id) {
        return new GrantSecret(id, SecretBytes.random(RunningService.RANDOM, GrantSecret.KEY_BYTES));
    }

    /// A handler that knows both secrets.
    static TestHandler handler(String environment, InstantSource clock) {
        var secrets = Map.of(SECRET.id(), SECRET.key(), OTHER.id(), OTHER.key());
        return new TestHandler(environment, secrets, clock, RunningService.RANDOM);
    }

    Manner honestly() {
        return (body, grant) -> Optional.of(Answer.of(handler.answer(body, grant)));
    }

    void behave(Manner other) {
        manner = other;
    }

    List<Asked> asked() {
        return asked;
    }

    URI url() {
        return server.url("/rm.asmx");
    }

    private Optional<LoopbackServer.Answer> answer(LoopbackServer.Request request) {
        var grant = Optional.ofNullable(request.headers().get("X-Licet-Grant"));
        Optional<Answer> answer = manner.answer(request.body(), grant);
        if (answer.isEmpty()) return Optional.empty();
        int mark = request.path().indexOf('?');
        String query = mark < 0 ? "" : request.path().substring(mark + 1);
        asked.add(new Asked(grant, request.headers(), query, request.body(), answer.get()));
        Map<String, String> told = answer.get()
                .client()
                .map(text -> Map.of("X-Licet-Client", text))
                .orElse(Map.of());
        return Optional.of(
                new LoopbackServer.Answer(answer.get().status(), answer.get().body(), told));
    }

    /// Has it make the licenses of an account in the test environment, and waits until the service has noticed.
    void serve(RunningService service, AccountId account) {
        serve(service, account, new PlayReadyBackEnd.Handler(url(), List.of(SECRET, OTHER)));
    }

    static void serve(RunningService service, AccountId account, PlayReadyBackEnd backEnd) {
        service.operator()
                .administration()
                .playReady()
                .set(account, Environment.TEST, backEnd)
                .orThrow();
        waitUntilNoticed();
    }

    /// What was set in the database is noticed by a running service within a second.
    static void waitUntilNoticed() {
        try {
            Thread.sleep(1_200);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
