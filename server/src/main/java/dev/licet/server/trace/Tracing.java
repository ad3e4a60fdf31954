package dev.licet.server.trace;

import dev.licet.http.Application;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Sends spans to a collector, or sends none and passes `traceparent` on as it came.
public final class Tracing implements AutoCloseable {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final Optional<SdkTracerProvider> provider;

    /// Where spans go.
    ///
    /// @param endpoint of OTLP over HTTP, as `http://127.0.0.1:4318/v1/traces`
    /// @param percent  how many of a hundred requests are kept whose caller does not say
    public record Collector(URI endpoint, int percent) {}

    private Tracing(Optional<SdkTracerProvider> provider) {
        this.provider = provider;
    }

    /// @param collector empty for no spans
    /// @param version   of the program
    public static Tracing to(Optional<Collector> collector, String version) {
        return new Tracing(collector.map(one -> provider(one, version)));
    }

    private static SdkTracerProvider provider(Collector collector, String version) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.endpoint().toString())
                .setTimeout(LONGEST_CALL)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "licet")
                        .put("service.version", version)
                        .build()))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(collector.percent() / 100.0)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    /// The same application, followed.
    public Application follow(Application application) {
        return provider.<Application>map(some -> new TracedApplication(application, some.get("dev.licet")))
                .orElseGet(() -> new PassingOn(application));
    }

    /// Sends what waits, for five seconds at most.
    @Override
    public void close() {
        provider.ifPresent(some -> some.shutdown().join(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS));
    }
}
