package dev.licet.dashboard.view;

import dev.licet.domain.keystore.KeyEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The key storage of an account in one environment.
///
/// @param count how many entries there are in all
/// @param next  the kid after which the next page begins
public record KeyPage(Frame frame, List<Row> rows, long count, Optional<String> next) {

    /// One entry without its key.
    public record Row(String kid, String kekId, String info, String content, String expiration, Instant lastUpdate) {
        /// What may be shown of an entry.
        public static Row of(KeyEntry key) {
            return new Row(
                    key.kid().hex(),
                    key.kekId().orElse(""),
                    key.info().orElse(""),
                    key.contentId().orElse(""),
                    key.expiration().map(Times::shown).orElse(""),
                    key.lastUpdate());
        }
    }
}
