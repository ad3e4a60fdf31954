package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.device.Main;
import dev.licet.device.Setting;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the build has players do while the JVM notes what is called.
class RehearsalTest {
    @TempDir
    private Path data;

    @Test
    void players_of_all_systems_redeem_new_tokens_with_several_devices() {
        try (var service = RunningService.start(data)) {
            assertEquals("60 licenses", rehearse(service));
            var records = service.operator().records().window(service.demo().id(), Environment.TEST, 0, 1000);
            // Eight tokens of each kind, two of which are redeemed three times, and one for the certificate.
            assertEquals(Map.of("CLEARKEY", 8L, "FAIRPLAY", 16L, "WIDEVINE", 17L), counted(records, Event.Kind.ISSUED));
            assertEquals(
                    Map.of("CLEARKEY", 12L, "FAIRPLAY", 24L, "WIDEVINE", 24L), counted(records, Event.Kind.REDEEMED));
        }
    }

    private static Map<String, Long> counted(List<EventRecord> records, Event.Kind kind) {
        return records.stream()
                .filter(record -> record.kind() == kind)
                .collect(Collectors.groupingBy(
                        record -> record.drm().orElseThrow().name(), TreeMap::new, Collectors.counting()));
    }

    private String rehearse(RunningService service) {
        var out = new StringWriter();
        var printer = new PrintWriter(out, true);
        var setting = new Setting(printer, printer, InstantSource.system(), RunningService.RANDOM);
        String url = service.url(Environment.TEST, "");
        int exit = Main.run(
                setting,
                "device",
                "rehearse",
                "--data",
                data.toString(),
                "--server",
                url,
                "--authenticator",
                service.demo(Environment.TEST),
                "--times",
                "8");
        assertEquals(0, exit, out.toString());
        return out.toString().strip();
    }
}
