package dev.licet.server.trace;

import dev.licet.domain.trace.Steps;
import dev.licet.http.Application;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Wrapper;
import dev.licet.server.metrics.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/// An application whose requests are spans, with their steps below them. Health checks are none: they come every second
/// and say nothing.
final class TracedApplication extends Wrapper {
    private static final String HEALTH = "health";
    private static final int FAILURE = 500;

    private final Tracer tracer;

    TracedApplication(Application application, Tracer tracer) {
        super(application);
        this.tracer = tracer;
    }

    @Override
    public Reply answer(Request request) {
        var endpoint = Endpoint.of(request.path());
        if (endpoint.name().equals(HEALTH)) return super.answer(request);
        Span span = begun(endpoint, request);
        try {
            Reply reply = ScopedValue.where(Steps.FOLLOWER, new SpanSteps(tracer, span))
                    .call(() -> super.answer(request));
            ended(span, reply);
            return reply;
        } catch (RuntimeException broken) {
            // Its message might quote what it worked on; the log has its kind and place.
            span.setStatus(StatusCode.ERROR);
            throw broken;
        } finally {
            span.end();
        }
    }

    private Span begun(Endpoint endpoint, Request request) {
        return tracer.spanBuilder((endpoint.system() + " " + endpoint.name()).strip())
                .setSpanKind(SpanKind.SERVER)
                .setParent(
                        Traceparent.of(request).map(TracedApplication::remote).orElseGet(Context::root))
                .setAttribute("licet.endpoint", endpoint.name())
                .setAttribute("licet.drm", endpoint.system())
                .setAttribute("licet.environment", request.environment().word())
                .setAttribute("licet.request_id", request.id())
                .startSpan();
    }

    private static Context remote(Traceparent caller) {
        var flags = caller.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        caller.trace(), caller.span(), flags, TraceState.getDefault())));
    }

    private static void ended(Span span, Reply reply) {
        span.setAttribute("http.response.status_code", reply.status());
        reply.field("Licet-Code").ifPresent(code -> span.setAttribute("licet.code", code));
        if (reply.status() >= FAILURE) span.setStatus(StatusCode.ERROR);
    }
}
