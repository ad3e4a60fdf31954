package dev.licet.dashboard;

import dev.licet.dashboard.view.KeyPage;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyEntry;
import dev.licet.http.Reply;
import dev.licet.storage.key.StoredContentKeys;
import java.util.List;
import java.util.Optional;

/// The key storage of an account: ids and descriptions. Key material, wrapped or not, never leaves the storage here.
final class KeyPages {
    private static final int PAGE = 100;

    private final StoredContentKeys store;

    KeyPages(StoredContentKeys store) {
        this.store = store;
    }

    Reply show(Visit visit) {
        Optional<KeyId> after = visit.form()
                .maybe("after")
                .filter(text -> text.matches("[0-9a-f]{32}"))
                .map(KeyId::new);
        List<KeyEntry> found = store.entries(visit.accountId(), visit.environment(), after, PAGE + 1);
        Optional<String> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).kid().hex()) : Optional.empty();
        var rows = found.stream().limit(PAGE).map(KeyPage.Row::of).toList();
        long count = store.count(visit.accountId(), visit.environment());
        return visit.page("keys", new KeyPage(visit.frame("Keys"), rows, count, next));
    }
}
