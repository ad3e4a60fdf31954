package dev.licet.server.e2e;

import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.ProtoReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes spans over OTLP/HTTP as a collector does, by the message numbers of opentelemetry-proto's `trace.proto`.
final class SpanCollector implements AutoCloseable {
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final LoopbackServer server = new LoopbackServer(this::take);

    /// One span.
    ///
    /// @param parent empty for the first of its trace
    record Span(String trace, String id, String parent, String name) {}

    String endpoint() {
        return server.url("/v1/traces").toString();
    }

    private synchronized Optional<LoopbackServer.Answer> take(LoopbackServer.Request request) {
        all.writeBytes(request.body());
        try {
            for (var resource : ProtoReader.read(request.body(), "export").messages(1, "resource")) {
                for (var scope : resource.messages(2, "scope")) {
                    for (var span : scope.messages(2, "span")) spans.add(read(span));
                }
            }
        } catch (MalformedMessage broken) {
            return Optional.of(LoopbackServer.Answer.of(400, String.valueOf(broken.getMessage())));
        }
        return Optional.of(new LoopbackServer.Answer(200, new byte[0]));
    }

    private static Span read(ProtoReader span) throws MalformedMessage {
        return new Span(
                hex(span.bytes(1)),
                hex(span.bytes(2)),
                hex(span.bytes(4)),
                new String(span.bytes(5).orElseThrow(), StandardCharsets.UTF_8));
    }

    private static String hex(Optional<byte[]> bytes) {
        return bytes.map(HexFormat.of()::formatHex).orElse("");
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /// Everything that came, byte for byte.
    synchronized String text() {
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        server.close();
    }
}
