package dev.licet.http;

import dev.licet.domain.LogFact;
import dev.licet.domain.Refused.Blame;
import dev.licet.domain.Thrown;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;

/// What the log says of an answer: one line with its cause for each of status 500 and above, at level `debug` for
/// every other refusal too, and one for every answer where the access log is on.
public final class Journal {
    static final String ACCESS = "dev.licet.access";

    /// Held because the JDK forgets the levels of unused loggers.
    private static final java.util.logging.Logger SWITCH = java.util.logging.Logger.getLogger(ACCESS);

    private static final Logger REQUESTS = System.getLogger("dev.licet.request");
    private static final Logger ACCESSES = System.getLogger(ACCESS);
    private static final int FAILURE = 500;
    private static final Cause UNNAMED = Cause.inside("no cause was named");

    static {
        logAccess(false);
    }

    private Journal() {}

    /// Switches the access log on or off; it is off where nobody says anything.
    public static void logAccess(boolean on) {
        SWITCH.setLevel(on ? java.util.logging.Level.INFO : java.util.logging.Level.OFF);
    }

    /// Loads what a failure needs before there is one: it may be that no file can be opened then, not even one
    /// with a class in it.
    static void prepare() {
        Cause cause = Cause.of(Trouble.BROKEN);
        level(cause.blame());
        REQUESTS.log(Level.TRACE, "a line would tell {0}", new LogFact("cause", cause.words()));
        Thrown.trace(new IllegalStateException());
    }

    /// @param nanos how long it took to know the answer
    static void note(Request request, Reply reply, long nanos) {
        boolean failure = reply.status() >= FAILURE;
        if (failure || reply.cause().isPresent())
            cause(request, reply, reply.cause().orElse(UNNAMED));
        if (ACCESSES.isLoggable(Level.INFO)) access(request, reply, nanos);
    }

    /// The same of a request that was turned away. While there is no room, there may be as many of them as the network
    /// brings: then there is one line a second with the number of the others.
    static void noteTurnedAway(Request request, Reply reply, OncePerSecond warning) {
        boolean busy = reply.status() >= FAILURE
                && reply.cause().filter(why -> why.blame() == Blame.BUSY).isPresent();
        if (!busy || REQUESTS.isLoggable(Level.DEBUG)) note(request, reply, 0);
        else noteBusy(request, reply, warning);
    }

    private static void noteBusy(Request request, Reply reply, OncePerSecond warning) {
        if (ACCESSES.isLoggable(Level.INFO)) access(request, reply, 0);
        if (!REQUESTS.isLoggable(Level.WARNING)) return;
        OptionalLong others = warning.due(System.nanoTime());
        if (others.isEmpty()) return;
        REQUESTS.log(
                Level.WARNING,
                "request {0}: {1}: {2}; turned away since the last such line: {3} others",
                new LogFact("request", request.id()),
                new LogFact("status", reply.status()),
                new LogFact("cause", reply.cause().orElse(UNNAMED).words()),
                new LogFact("others", others.getAsLong()));
    }

    private static void cause(Request request, Reply reply, Cause cause) {
        Level level = reply.status() < FAILURE ? Level.DEBUG : level(cause.blame());
        if (!REQUESTS.isLoggable(level)) return;
        REQUESTS.log(
                level,
                "request {0}: {1}: {2}",
                new LogFact("request", request.id()),
                new LogFact("status", reply.status()),
                new LogFact("cause", cause.words()));
    }

    /// PlayReady has status 500 for whatever a client did wrong; nobody needs to get up for that.
    private static Level level(Blame blame) {
        return switch (blame) {
            case SERVICE -> Level.ERROR;
            case BUSY -> Level.WARNING;
            case REQUEST -> Level.INFO;
        };
    }

    private static void access(Request request, Reply reply, long nanos) {
        ACCESSES.log(
                Level.INFO,
                "{0} {1} {2} {3} {4} ms, request {5}",
                new LogFact("client", request.client().address()),
                new LogFact("method", request.method().isEmpty() ? "-" : request.method()),
                new LogFact("path", shown(request.path())),
                new LogFact("status", reply.status()),
                new LogFact("millis", nanos / 1_000_000),
                new LogFact("request", request.id()));
    }

    /// A query that somebody encoded into the path, by mistake, may carry keys like any other.
    private static String shown(String path) {
        int end = 0;
        while (end < path.length() && isPlain(path.charAt(end))) end++;
        if (end == path.length()) return path.isEmpty() ? "-" : path;
        return path.substring(0, end) + "…";
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/.-_~^,".indexOf(c) >= 0;
    }
}
