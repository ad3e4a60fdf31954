package dev.licet.server.metrics;

import dev.licet.domain.Accept;
import dev.licet.http.Application;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Wrapper;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// `/metrics` on a port that has something else as well: the text format of Prometheus, or OpenMetrics for
/// clients that accept it.
public final class MetricsPage extends Wrapper {
    /// The path.
    public static final String PATH = "/metrics";

    private static final List<String> METHODS = List.of("GET", "HEAD");
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String PLAIN = "text/plain";

    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter plain = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();
    private final OpenMetricsTextFormatWriter open = OpenMetricsTextFormatWriter.builder()
            .setCreatedTimestampsEnabled(false)
            .setExemplarsOnAllMetricTypesEnabled(false)
            .build();

    /// @param others what answers all other paths
    public MetricsPage(PrometheusRegistry registry, Application others) {
        super(others);
        this.registry = registry;
    }

    @Override
    public Reply answer(Request request) {
        if (!request.path().equals(PATH)) return super.answer(request);
        if (!METHODS.contains(request.method())) {
            return Reply.of(405, "text/plain; charset=utf-8", "This path takes GET, HEAD\n")
                    .with("Allow", "GET, HEAD");
        }
        var accept = Accept.of(request.fields().first("Accept"));
        int open = accept.named(OPEN_METRICS);
        boolean wantsOpen = open > 0 && open >= accept.named(PLAIN);
        return Reply.of(
                200,
                wantsOpen ? OpenMetricsTextFormatWriter.CONTENT_TYPE : PrometheusTextFormatWriter.CONTENT_TYPE,
                text(wantsOpen));
    }

    private byte[] text(boolean wantsOpen) {
        MetricSnapshots snapshots = registry.scrape();
        var text = new ByteArrayOutputStream();
        try {
            if (wantsOpen) open.write(text, snapshots);
            else plain.write(text, snapshots);
        } catch (IOException memoryDoesNotFail) {
            throw new UncheckedIOException(memoryDoesNotFail);
        }
        return text.toByteArray();
    }
}
