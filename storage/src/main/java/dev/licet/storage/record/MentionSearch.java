package dev.licet.storage.record;

import dev.licet.domain.account.AccountId;
import dev.licet.storage.numbering.NumberedLog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks for records that mention something, in both environments: for people who have an id and do not know of what.
///
/// Requests, tokens and cookies have trees or times, so they are found in the whole log. Key ids, devices and content
/// ids have none; they are looked for among the newest records alone, so that a search costs little however long the
/// log is.
public final class MentionSearch {
    /// So many of the newest records, of one account or of all, are looked through for what has no tree.
    public static final int LOOKED_THROUGH = 20_000;

    private final NumberedLog log;

    public MentionSearch(NumberedLog log) {
        this.log = log;
    }

    /// The newest `count` records, newest first, that have this text as request id, token id, key id, device id, cookie
    /// or content id.
    ///
    /// @param whose the account to look in; empty for all, and for requests whose account nobody could tell
    public List<LoggedRecord> find(Optional<AccountId> whose, String text, int count) {
        return log.readAll("looking for records", session -> {
            var look = new MentionLook(session, whose, text, count);
            return Stream.of(look.byName(), look.nobodys(), look.byTime(), look.through())
                    .flatMap(List::stream)
                    .filter(look::isMeant)
                    .distinct()
                    .sorted(Comparator.comparing(
                                    (LoggedRecord found) -> found.record().id())
                            .reversed())
                    .limit(count)
                    .toList();
        });
    }
}
