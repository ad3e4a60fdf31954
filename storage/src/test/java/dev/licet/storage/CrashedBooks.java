package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.record.EventRecord;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What has to be true of the books after a crash (reference: security.md 3.1, I1 to I4).
final class CrashedBooks {
    /// More than anybody uses up.
    static final int UNITS = 100_000_000;

    private CrashedBooks() {}

    /// @param account had [#UNITS] units in production
    /// @param told    the tokens whose redemption was acknowledged
    static void assertNothingIsLost(Database again, AccountId account, Collection<String> told) {
        var records = again.records().window(account, Environment.PRODUCTION, 0, UNITS);
        assertAreThere(records, told);
        int charged = records.stream().mapToInt(EventRecord::charged).sum();
        assertEquals(
                new Balance.Units(UNITS - charged),
                again.administration()
                        .balances()
                        .show(account, Environment.PRODUCTION)
                        .orThrow());
        assertEquals(List.of(), again.verification().findings());
    }

    static void assertAreThere(List<EventRecord> records, Collection<String> told) {
        var lost = new HashSet<>(told);
        assertEquals(told.size(), lost.size());
        lost.removeAll(tokens(records));
        assertEquals(Set.of(), lost);
    }

    private static Set<String> tokens(List<EventRecord> records) {
        return records.stream().flatMap(record -> record.tokenId().stream()).collect(Collectors.toSet());
    }
}
