package dev.licet.server.metrics;

import dev.licet.domain.Refused.Blame;
import dev.licet.http.Cause;
import dev.licet.http.Reply;
import dev.licet.http.Trouble;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Locale;
import java.util.Optional;

/// What is counted and timed of requests. Names and labels are listed in `docs/monitoring.md`.
public final class Meters {
    private static final double NANOS = 1e9;
    private static final int FAILURE = 500;
    /// In seconds: a token takes less than one millisecond and a license with RSA a few, a slow upstream two seconds.
    private static final double[] BUCKETS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final String DRM = "drm";
    private static final String ENVIRONMENT = "environment";
    private static final String OUTCOME = "outcome";
    private static final String ENDPOINT = "endpoint";

    private final Counter tokens;
    private final Counter licenses;
    private final Counter refusals;
    private final Counter requests;
    private final Counter failures;
    private final Counter turnedAway;
    private final Histogram durations;

    /// How a request ended.
    ///
    /// @param method its method
    /// @param status the HTTP status code of the answer
    /// @param code   the published code of a refusal, e.g. `-2018`
    /// @param blame  whose fault it is where it is no good news, as far as that is known
    record Outcome(String method, int status, Optional<String> code, Optional<Blame> blame) {
        /// Of an answer.
        static Outcome of(String method, Reply reply) {
            return new Outcome(
                    method,
                    reply.status(),
                    reply.field("Licet-Code"),
                    reply.cause().map(Cause::blame));
        }

        /// Of a request that broke the program.
        static Outcome broken(String method) {
            return new Outcome(method, FAILURE, Optional.empty(), Optional.of(Blame.SERVICE));
        }

        /// Proxies read their refusals under status 200.
        private boolean isGood() {
            return status == 200 && code.isEmpty() && blame.isEmpty();
        }

        /// PlayReady has status 500 for whatever a client did wrong.
        private boolean isFailure() {
            return status >= FAILURE && blame.filter(Blame.REQUEST::equals).isEmpty();
        }
    }

    /// @param registry where they are registered
    public Meters(PrometheusRegistry registry) {
        tokens = counter("licet_tokens", "Token requests: issued or refused.", DRM, ENVIRONMENT, OUTCOME)
                .register(registry);
        licenses = counter(
                        "licet_licenses",
                        "Requests of devices: given (licenses, keys, renewals, releases, certificates) or refused.",
                        DRM,
                        ENVIRONMENT,
                        OUTCOME)
                .register(registry);
        refusals = counter("licet_refusals", "Refusals by their published code.", "code", ENDPOINT, DRM, ENVIRONMENT)
                .register(registry);
        requests = counter("licet_http_requests", "Answers by HTTP status code.", ENDPOINT, ENVIRONMENT, "status")
                .register(registry);
        failures = counter(
                        "licet_http_failures",
                        "Answers of status 500 and above that are no fault of who asked.",
                        ENDPOINT,
                        ENVIRONMENT)
                .register(registry);
        turnedAway = counter(
                        "licet_http_turned_away",
                        "Requests that the listener answered itself: malformed, late, too large, or no room.",
                        "reason")
                .register(registry);
        durations = Histogram.builder()
                .name("licet_http_request_duration")
                .help("From the whole request to the whole answer, without sending it.")
                .unit(Unit.SECONDS)
                .labelNames(ENDPOINT, ENVIRONMENT)
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .register(registry);
    }

    private static Counter.Builder counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels);
    }

    /// @param nanos how long it took, until the answer was known
    void answered(Endpoint endpoint, String environment, Outcome outcome, long nanos) {
        requests.labelValues(endpoint.name(), environment, Integer.toString(outcome.status()))
                .inc();
        if (outcome.isFailure())
            failures.labelValues(endpoint.name(), environment).inc();
        durations.labelValues(endpoint.name(), environment).observe(nanos / NANOS);
        outcome.code().ifPresent(code -> refusals.labelValues(code, endpoint.name(), endpoint.system(), environment)
                .inc());
        if (endpoint.drm().isEmpty()) return;
        if (endpoint.name().equals("token")) {
            tokens.labelValues(endpoint.system(), environment, outcome.isGood() ? "issued" : "refused")
                    .inc();
        } else if (endpoint.isForLicenses(outcome.method())) {
            licenses.labelValues(endpoint.system(), environment, outcome.isGood() ? "given" : "refused")
                    .inc();
        }
    }

    void turnedAway(Trouble trouble) {
        turnedAway.labelValues(trouble.name().toLowerCase(Locale.ROOT)).inc();
    }
}
