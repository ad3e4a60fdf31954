package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.storage.testing.SmallDisk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The disk runs full under the ledger and is freed again (reference: security.md F15).
/// `-Dlicet.test.disks=N` fills it as often as one likes.
final class SqliteFullDiskTest extends DatabaseContract {
    private static final int CYCLES = Integer.getInteger("licet.test.disks", 3);
    private static final int AT_ONCE = 16;

    private final SmallDisk disk = SmallDisk.mounted(32);
    private final Set<String> told = new HashSet<>();
    private int next;

    @Override
    Place place() {
        return new Place.Embedded(disk.root().resolve("data"));
    }

    /// After the databases are closed.
    @AfterEach
    void unmount() {
        disk.close();
    }

    @Test
    void nothing_is_given_while_the_disk_is_full_and_all_goes_on_when_there_is_room() {
        var account = accountWithUnits(1_000_000);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            disk.fill(128 * 1024L * (cycle % 5));
            while (!isRefused(account)) Thread.onSpinWait();
            disk.free();
            assertInstanceOf(Granted.class, redeemed(account, ++next));
        }
        var ids = database.records().window(account, Environment.PRODUCTION, 0, 1_000_000).stream()
                .flatMap(record -> record.tokenId().stream())
                .collect(Collectors.toSet());
        assertEquals(Set.of(), told.stream().filter(id -> !ids.contains(id)).collect(Collectors.toSet()));
        assertEquals(List.of(), database.verification().findings());
        System.out.printf(
                "%d times full, %d licenses acknowledged, %d records, none lost%n", CYCLES, told.size(), ids.size());
    }

    /// Goes on until the write-ahead log cannot grow any more.
    private boolean isRefused(AccountId account) {
        int first = next + 1;
        next += AT_ONCE;
        var outcomes = inParallel(AT_ONCE, i -> () -> {
            try {
                return redeemed(account, first + i);
            } catch (StoreUnavailable full) {
                return full;
            }
        });
        return outcomes.stream().anyMatch(StoreUnavailable.class::isInstance);
    }

    private Object redeemed(AccountId account, int token) {
        var outcome = Given.redemption(Given.token(account, Environment.PRODUCTION, token, 1), 1, HandClock.START)
                .by(database.ledger());
        if (outcome instanceof Granted) note(Given.tokenId(token).hex());
        return outcome;
    }

    private synchronized void note(String id) {
        told.add(id);
    }
}
