package dev.licet.server.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.record.Event;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.Place;
import dev.licet.storage.account.NewAccount;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HousekeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    @TempDir
    private Path directory;

    private Database open() {
        var random = new SecureRandom();
        var master = MasterKey.inFile(directory.resolve("key"), random);
        return Database.open(
                DatabaseSettings.forCommand(new Place.Embedded(directory), master, InstantSource.fixed(NOW), random));
    }

    private static LowBalanceWatch low(Database database) {
        return new LowBalanceWatch(database.administration().lowBalances());
    }

    private static void write(Database database, AccountId account, int daysAgo) {
        database.ledger()
                .write(Event.of(
                        Event.Kind.ISSUED,
                        NOW.minus(Duration.ofDays(daysAgo)),
                        Event.Origin.of(Environment.TEST, account, Drm.WIDEVINE, "r"),
                        Event.Subject.NONE));
    }

    @Test
    void old_records_go_by_themselves_which_is_written_down() throws InterruptedException {
        try (Database database = open()) {
            AccountId account = database.administration()
                    .accounts()
                    .create(NewAccount.named("a"))
                    .orThrow()
                    .id();
            for (int daysAgo : new int[] {92, 91, 89}) write(database, account, daysAgo);
            try (var _ = new Housekeeper(
                    database, InstantSource.fixed(NOW), Optional.of(Duration.ofDays(90)), low(database))) {
                while (database.audit()
                        .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                        .isEmpty()) Thread.sleep(20);
            }
            assertEquals(
                    1,
                    database.records().window(account, Environment.TEST, 0, 10).size());
            var deed = database.audit()
                    .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                    .getFirst()
                    .deed();
            assertEquals(
                    "records.prune older than 90d",
                    deed.verb().word() + " " + deed.target().what());
        }
    }

    @Test
    void nothing_goes_where_nothing_is_said() throws Exception {
        try (Database database = open()) {
            AccountId account = database.administration()
                    .accounts()
                    .create(NewAccount.named("a"))
                    .orThrow()
                    .id();
            write(database, account, 4000);
            try (var keeper = new Housekeeper(database, InstantSource.fixed(NOW), Optional.empty(), low(database))) {
                for (int i = 0; i < 25; i++) {
                    Thread.sleep(20);
                    assertEquals(
                            1,
                            database.records()
                                    .window(account, Environment.TEST, 0, 10)
                                    .size(),
                            keeper.toString());
                }
            }
        }
    }
}
