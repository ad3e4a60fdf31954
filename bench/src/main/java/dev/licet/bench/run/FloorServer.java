package dev.licet.bench.run;

import dev.licet.bench.micro.primitive.Primitives;
import dev.licet.domain.Environment;
import dev.licet.http.Application;
import dev.licet.http.Deadlines;
import dev.licet.http.HostEnvironments;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/// Answers everything with the same bytes: what HTTP alone costs, by the bare engine and behind our own
/// listener. Or does the cryptography of licenses for as long as it is asked to.
public final class FloorServer {
    /// Where results go, so that the compiler believes that somebody wants them.
    private static volatile Object seen;

    private FloorServer() {}

    /// @param arguments `plain`, `guarded` or `primitives`, the port, the length of the answer
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        byte[] answer = new byte[Integer.parseInt(arguments[2])];
        Arrays.fill(answer, (byte) 'a');
        switch (arguments[0]) {
            case "plain" -> plain(port, answer);
            case "guarded" -> guarded(port, answer);
            case "primitives" -> primitives(port);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        new CountDownLatch(1).await();
    }

    private static void plain(int port, byte[] answer) {
        open(port, (asked, reply) -> constant(asked, reply, answer));
    }

    private static void open(int port, Handler handler) {
        WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(HttpRouting.builder().any(handler))
                .build()
                .start();
    }

    /// Answers how many licenses' worth it has done in as many milliseconds as the query says.
    private static void primitives(int port) {
        var primitives = new Primitives();
        open(port, (asked, reply) -> {
            long millis = asked.query().first("millis").asLong().orElse(0L);
            reply.send(Long.toString(licenses(primitives, System.nanoTime() + millis * 1_000_000)));
        });
    }

    private static long licenses(Primitives primitives, long end) {
        long done = 0;
        for (; System.nanoTime() < end; done++) primitives.plainWidevineLicense(made -> seen = made);
        return done;
    }

    private static void constant(ServerRequest asked, ServerResponse reply, byte[] answer) {
        if (asked.content().hasEntity()) asked.content().as(byte[].class);
        reply.send(answer);
    }

    private static void guarded(int port, byte[] answer) {
        Reply reply = Reply.of(200, "text/uri-list", answer);
        Application constant = new Application() {
            @Override
            public Reply answer(Request request) {
                return reply;
            }

            @Override
            public Reply refuse(Request seen, Trouble trouble) {
                return Reply.empty(trouble.status());
            }
        };
        var setting =
                new Listener.Setting("127.0.0.1", port, 0, HostEnvironments.BY_PORT, Limits.DEFAULT, Deadlines.DEFAULT);
        var listener = Listener.open(setting, constant, InstantSource.system(), new SecureRandom());
        listener.port(Environment.TEST);
    }
}
