package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The clock of the service jumps by an hour and by forty days, forward and back, while it works (reference:
/// security.md F22). `-Dlicet.test.jumps=N` says how often it goes through all of them.
class ClockJumpTest {
    private static final int ROUNDS = Integer.getInteger("licet.test.jumps", 1);
    private static final List<Duration> JUMPS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(-1),
            Duration.ofDays(40),
            Duration.ofDays(-40),
            Duration.ofHours(-1),
            Duration.ofHours(1),
            Duration.ofDays(-40),
            Duration.ofDays(40));
    private static final int LICENSES = 50;
    private static final int UNITS = 1_000_000;
    /// A token that has expired between its making and its use.
    private static final String EXPIRED = "-4010";

    @TempDir
    private Path data;

    private final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void whoever_works_while_the_clock_jumps_is_served_and_the_books_add_up() throws Exception {
        InstantSource clock = () -> Instant.now().plus(off.get());
        try (var service = RunningService.start(data, Map.of(), clock)) {
            var account = service.account("jumping");
            service.units(account.id(), UNITS);
            var load = new Load(service, account, Set.of(EXPIRED));
            for (int i = 0; i < ROUNDS; i++) jumpAll(service, load);
            load.stop();
            assertEquals(Optional.empty(), load.oddity());
            var records = service.operator().records().window(account.id(), Environment.TEST, 0, UNITS);
            assertTrue(cookies(records, Event.Kind.ISSUED).containsAll(load.issued()));
            assertTrue(cookies(records, Event.Kind.REDEEMED).containsAll(load.redeemed()));
            long charged = records.stream().mapToInt(EventRecord::charged).sum();
            assertEquals(
                    records.stream()
                            .filter(record -> record.kind() == Event.Kind.REDEEMED)
                            .count(),
                    charged);
            assertEquals(UNITS - charged, service.units(account.id()));
            assertEquals(List.of(), service.operator().verification().findings());
            System.out.printf(
                    "%d jumps, %d licenses acknowledged, none lost%n", ROUNDS * JUMPS.size(), load.licenses());
        }
    }

    private void jumpAll(RunningService service, Load load) throws InterruptedException {
        load.awaitLicenses(load.licenses() + LICENSES);
        for (Duration jump : JUMPS) {
            String before = token(service);
            off.updateAndGet(jump::plus);
            boolean late = jump.compareTo(Duration.ofDays(1)) > 0;
            int status = Api.postBytes(before, Viewer.challenge(service, Drm.CLEARKEY))
                    .status();
            assertEquals(late, status == 403, jump + ": " + status);
            load.awaitLicenses(load.licenses() + LICENSES);
        }
    }

    private static String token(RunningService service) {
        return service.token(service.demo(Environment.TEST), Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
    }

    private static Set<String> cookies(List<EventRecord> records, Event.Kind kind) {
        return records.stream()
                .filter(record -> record.kind() == kind)
                .flatMap(record -> record.cookie().stream())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
