package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The disk runs full under the ledger and is freed again, twenty times (reference: security.md F15). Needs a small
/// file system of its own in `-Dlicet.drill.disk`, so the build leaves it out; `test/full-disk` runs it.
final class SqliteFullDiskDrill extends DatabaseContract {
    private static final int CYCLES = 20;
    private static final int AT_ONCE = 16;

    private final Path disk = Path.of(System.getProperty("licet.drill.disk"));
    private final Set<Long> told = new HashSet<>();
    private int next;

    @Override
    Place place() {
        return new Place.Embedded(disk.resolve("data"));
    }

    @Test
    void nothing_is_given_while_the_disk_is_full_and_all_goes_on_when_there_is_room() throws IOException {
        var account = accountWithUnits(1_000_000);
        Path ballast = disk.resolve("ballast");
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            fill(ballast, 48 * 1024L * (cycle % 5));
            while (!isRefused(account)) Thread.onSpinWait();
            Files.delete(ballast);
            assertInstanceOf(Granted.class, redeemed(account, ++next));
        }
        var ids = database.records().window(account, Environment.PRODUCTION, 0, 1_000_000).stream()
                .map(record -> record.id())
                .collect(Collectors.toSet());
        assertEquals(Set.of(), told.stream().filter(id -> !ids.contains(id)).collect(Collectors.toSet()));
        assertEquals(List.of(), database.verification().findings());
        System.out.printf(
                "%d times full, %d licenses acknowledged, %d records, none lost%n", CYCLES, told.size(), ids.size());
    }

    /// Leaves a little room, so that the end comes at another point each time.
    private static void fill(Path ballast, long room) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) out.write(block);
        } catch (IOException full) {
            try (var channel = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
                channel.truncate(Math.max(0, channel.size() - room));
            }
        }
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
        var outcome = database.ledger()
                .redeem(Given.redemption(Given.token(account, Environment.PRODUCTION, token, 1), 1, HandClock.START));
        if (outcome instanceof Granted granted) note(granted.recordId());
        return outcome;
    }

    private synchronized void note(long id) {
        told.add(id);
    }
}
