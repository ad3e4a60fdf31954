package dev.licet.server.trace;

import dev.licet.domain.trace.Steps;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;

/// The steps of one request as spans. The innermost step that is being done is the parent of the next.
final class SpanSteps implements Steps {
    private final Tracer tracer;
    private Span innermost;

    SpanSteps(Tracer tracer, Span request) {
        this.tracer = tracer;
        this.innermost = request;
    }

    @Override
    public <T, X extends Exception> T step(String name, Work<T, X> work) throws X {
        Span outer = innermost;
        Span span =
                tracer.spanBuilder(name).setParent(Context.root().with(outer)).startSpan();
        innermost = span;
        boolean done = false;
        try {
            T result = work.run();
            done = true;
            return result;
        } finally {
            if (!done) span.setStatus(StatusCode.ERROR);
            innermost = outer;
            span.end();
        }
    }

    @Override
    public Optional<String> parent() {
        var context = innermost.getSpanContext();
        return Optional.of("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex());
    }
}
