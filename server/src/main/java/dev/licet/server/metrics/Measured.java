package dev.licet.server.metrics;

import dev.licet.http.Application;
import dev.licet.http.Handling;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import java.util.Locale;
import java.util.function.LongSupplier;

/// An application whose answers are counted and timed on their way out.
public final class Measured implements Application {
    private final Application application;
    private final Meters meters;
    private final LongSupplier nanos;

    /// @param nanos a clock like [System#nanoTime]
    public Measured(Application application, Meters meters, LongSupplier nanos) {
        this.application = application;
        this.meters = meters;
        this.nanos = nanos;
    }

    @Override
    public Reply answer(Request request) {
        long begun = nanos.getAsLong();
        Reply reply = application.answer(request);
        meters.answered(
                endpoint(request),
                environment(request),
                new Meters.Outcome(
                        request.method(), reply.status(), reply.field("Licet-Code"), nanos.getAsLong() - begun));
        return reply;
    }

    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        meters.turnedAway(trouble);
        return application.refuse(seen, trouble);
    }

    @Override
    public int bodyBytes(String path, int usual) {
        return application.bodyBytes(path, usual);
    }

    @Override
    public Handling handling(Request request) {
        return application.handling(request);
    }

    @Override
    public String party(Request request) {
        return application.party(request);
    }

    @Override
    public boolean isKnown(Request seen) {
        return application.isKnown(seen);
    }

    private static Endpoint endpoint(Request request) {
        return Endpoint.of(request.path());
    }

    private static String environment(Request request) {
        return request.environment().name().toLowerCase(Locale.ROOT);
    }
}
