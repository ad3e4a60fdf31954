package dev.licet.domain.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.List;

/// Port: following the event log of one account in one environment while it grows.
public interface RecordTail {
    /// At most `count` records whose numbers are above `id` (0 for the beginning), in the order of their
    /// numbers, which is that of their writing. Whoever goes on from the last one gets every record once: none
    /// appears later with a smaller number. Throws [dev.licet.domain.StoreUnavailable] when the store does not
    /// answer.
    List<EventRecord> after(AccountId account, Environment environment, long id, int count);
}
