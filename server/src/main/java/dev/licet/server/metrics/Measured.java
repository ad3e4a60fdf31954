package dev.licet.server.metrics;

import dev.licet.http.Application;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.http.Wrapper;
import java.util.Locale;
import java.util.function.LongSupplier;

/// An application whose answers are counted and timed on their way out.
public final class Measured extends Wrapper {
    private final Meters meters;
    private final LongSupplier nanos;

    /// @param nanos a clock like [System#nanoTime]
    public Measured(Application application, Meters meters, LongSupplier nanos) {
        super(application);
        this.meters = meters;
        this.nanos = nanos;
    }

    @Override
    public Reply answer(Request request) {
        long begun = nanos.getAsLong();
        try {
            Reply reply = super.answer(request);
            note(request, Meters.Outcome.of(request.method(), reply), begun);
            return reply;
        } catch (RuntimeException | Error broken) {
            note(request, Meters.Outcome.broken(request.method()), begun);
            throw broken;
        }
    }

    private void note(Request request, Meters.Outcome outcome, long begun) {
        meters.answered(endpoint(request), environment(request), outcome, nanos.getAsLong() - begun);
    }

    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        meters.turnedAway(trouble);
        return super.refuse(seen, trouble);
    }

    private static Endpoint endpoint(Request request) {
        return Endpoint.of(request.path());
    }

    private static String environment(Request request) {
        return request.environment().name().toLowerCase(Locale.ROOT);
    }
}
