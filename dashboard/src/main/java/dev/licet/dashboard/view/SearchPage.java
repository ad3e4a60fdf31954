package dev.licet.dashboard.view;

import dev.licet.storage.record.MentionSearch;
import java.util.List;
import java.util.Optional;

/// What mentions something that somebody looked for.
///
/// @param text    it, as it was typed
/// @param groups  records, by environment
/// @param account the account of that number, where it may be one
public record SearchPage(Frame frame, String text, List<Group> groups, Optional<String> account) {

    /// The records of one environment.
    public record Group(String environment, List<RecordRow> rows) {}

    /// How many of the newest records are looked through for what has no index.
    public static String lookedThrough() {
        return Integer.toString(MentionSearch.LOOKED_THROUGH);
    }
}
