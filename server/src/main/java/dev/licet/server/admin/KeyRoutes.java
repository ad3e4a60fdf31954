package dev.licet.server.admin;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyEntry;
import dev.licet.http.Reply;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.key.StoredContentKeys;
import java.util.List;
import java.util.Optional;

/// The ids of stored content keys with what is noted beside them; never a key.
final class KeyRoutes {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final AccountAdministration accounts;
    private final StoredContentKeys keys;

    KeyRoutes(AccountAdministration accounts, StoredContentKeys keys) {
        this.accounts = accounts;
        this.keys = keys;
    }

    List<AdminRoute> all() {
        return List.of(AdminRoute.get("/accounts/{account}/{environment}/keys", this::list));
    }

    private Reply list(AdminCall call) throws Objection {
        var account = AccountRoutes.found(accounts, call.account());
        int limit = call.limit(USUAL, MOST);
        List<KeyEntry> page = keys.entries(account.id(), call.environment(), after(call), limit);
        Optional<String> next = page.size() < limit
                ? Optional.empty()
                : Optional.of(page.getLast().kid().hex());
        return AdminAnswer.list(page, next, (json, key) -> {
            json.writeStringField("kid", key.kid().hex());
            AdminAnswer.text(json, "kek_id", key.kekId());
            AdminAnswer.text(json, "info", key.info());
            AdminAnswer.text(json, "content_id", key.contentId());
            AdminAnswer.time(json, "expiration", key.expiration());
            json.writeStringField("last_update", key.lastUpdate().toString());
        });
    }

    private static Optional<KeyId> after(AdminCall call) throws Objection {
        Optional<String> text = call.parameter("after");
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(
                KeyId.parse(text.get()).orElseThrow(() -> Objection.bad("after", "must be 32 hexadecimal digits")));
    }
}
