/// The endpoints, JSON, configuration, commands and the wiring of everything else.
module dev.licet.server {
    requires dev.licet.dashboard;
    requires dev.licet.drm;
    requires dev.licet.http;
    requires dev.licet.keys;
    requires dev.licet.storage;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires io.opentelemetry.exporter.otlp;
    requires io.opentelemetry.sdk.common;
    requires io.opentelemetry.sdk.trace;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.instrumentation.jvm;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires java.logging;
    requires java.management;
    requires java.net.http;
    requires static transitive org.jspecify;

    // The JDK makes the one that lasts.
    exports dev.licet.server.serve to
            java.logging;

    uses dev.licet.drm.spi.FairPlayDerivation;

    opens dev.licet.server.command to
            info.picocli;
}
