package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole service where as many files may be open as Linux allows by itself: connections take all but a
/// reserve, which is less than the fifth that the alert wants to be free. Whoever scrapes is let in, in the place
/// of somebody idle.
@Timeout(120)
class DescriptorAlertTest {
    private static final int ALLOWED = 1024;

    @TempDir
    private Path data;

    @Test
    void the_alert_of_few_descriptors_fires_when_connections_have_taken_them() throws Exception {
        var limited = List.of("prlimit", "--nofile=" + ALLOWED + ":" + ALLOWED);
        var crowd = new ArrayList<ServeProcess.Line>();
        try (var service = ServeProcess.ready(data, limited, "--admin-port", "0")) {
            URI page = service.address("dashboard").resolve("/metrics");
            assertEquals(List.of(), firing(page));
            var ports = List.of(service.address("test"), service.address("production"), page);
            for (int i = 0; i < ALLOWED; i++) crowd.add(new ServeProcess.Line(ports.get(i % ports.size())));
            assertEquals(List.of("LicetFewDescriptors"), firing(page));
        } finally {
            leave(crowd);
        }
    }

    private static void leave(List<ServeProcess.Line> crowd) throws IOException {
        for (ServeProcess.Line one : crowd) one.close();
    }

    private static List<String> firing(URI page) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(page).build();
            String text = client.send(request, BodyHandlers.ofString()).body();
            return AlertRules.firing(new AlertRules.Scrapes(text, text, 1));
        }
    }
}
