package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.testing.PostgresCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The primary is killed under load and its synchronous standby promoted (reference: security.md 3.1, I1 to I4). The
/// node is not touched. `-Dlicet.test.failovers=N` does it as often as one likes.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PostgresFailoverTest {
    private static final int CYCLES = Integer.getInteger("licet.test.failovers", 1);
    private static final int UNITS = 1_000_000;
    private static final int LICENSES = 200;

    @TempDir
    private Path data;

    @Test
    void a_failover_loses_nothing_and_needs_nobody() throws Exception {
        int licenses = 0;
        long pause = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            Load load = failedOver(data.resolve("cycle" + cycle));
            licenses += load.licenses();
            pause = Math.max(pause, load.longestPause());
        }
        System.out.printf(
                "%d failovers, %d licenses acknowledged, none lost, longest pause %d ms%n", CYCLES, licenses, pause);
    }

    /// The server commits without its standby when somebody cancels the wait; that must not be taken for a success.
    @Test
    void nothing_is_given_that_the_synchronous_standby_does_not_know() throws InterruptedException {
        try (var primary = PostgresCluster.started();
                var standby = primary.synchronousStandby();
                var service = RunningService.start(data, RunningService.on(primary.emptyDatabase(standby)))) {
            assertFalse(service.operator().mayForgetOnFailover());
            var load = new Load(service, service.account("waiting"));
            load.awaitLicenses(20);
            standby.kill();
            load.awaitRefusals(20);
            int before = load.licenses();
            for (int i = 0; i < 100; i++) {
                primary.cancelWaits();
                Thread.sleep(20);
            }
            assertEquals(before, load.licenses());
            standby.start();
            load.awaitLicenses(before + 20);
            load.stop();
            assertEquals(Optional.empty(), load.oddity());
            primary.waitForNoStandby();
            while (!service.operator().mayForgetOnFailover()) Thread.sleep(20);
        }
    }

    private static Load failedOver(Path data) throws InterruptedException {
        try (var primary = PostgresCluster.started();
                var standby = primary.synchronousStandby();
                var service = RunningService.start(data, RunningService.on(primary.emptyDatabase(standby)))) {
            var account = service.account("failing over");
            service.units(account.id(), UNITS);
            var load = new Load(service, account);
            load.awaitLicenses(LICENSES);
            primary.kill();
            standby.promote();
            load.awaitLicenses(load.licenses() + LICENSES);
            load.stop();
            assertNothingIsLost(service, account, load);
            return load;
        }
    }

    private static void assertNothingIsLost(RunningService service, CreatedAccount account, Load load) {
        var records = service.operator().records().window(account.id(), Environment.TEST, 0, UNITS);
        var issued = withCookies(records, Event.Kind.ISSUED);
        var redeemed = withCookies(records, Event.Kind.REDEEMED);
        for (String cookie : load.issued()) assertEquals(1, issued.get(cookie).size(), cookie);
        for (String cookie : load.redeemed()) {
            assertEquals(
                    List.of(1),
                    redeemed.get(cookie).stream().map(EventRecord::charged).toList(),
                    cookie);
        }
        long charged = records.stream().mapToInt(EventRecord::charged).sum();
        assertEquals(UNITS - charged, service.units(account.id()));
        assertEquals(List.of(), service.operator().verification().findings());
        assertEquals(Optional.empty(), load.oddity());
    }

    private static Map<String, List<EventRecord>> withCookies(List<EventRecord> records, Event.Kind kind) {
        return records.stream()
                .filter(record -> record.kind() == kind)
                .collect(Collectors.groupingBy(record -> record.cookie().orElseThrow()));
    }
}
