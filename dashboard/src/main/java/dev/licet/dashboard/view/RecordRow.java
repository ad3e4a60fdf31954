package dev.licet.dashboard.view;

import dev.licet.domain.Drm;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.record.LoggedRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// One record.
///
/// @param shared  whether it stands among those of all accounts
/// @param account its number, if it stands among those of all and is known; otherwise empty
/// @param code  empty when nothing was refused
/// @param facts everything else
/// @param explain where it is explained, from any page of the account, and on pages about all from anywhere; empty
/// when there are no rules to tell
public record RecordRow(
        long id,
        boolean shared,
        String account,
        String at,
        String kind,
        String drm,
        String code,
        String cookie,
        String content,
        String reason,
        List<Fact> facts,
        String explain) {

    /// How a record is shown on a page about its account.
    public static RecordRow of(EventRecord record) {
        return of(record, false, "", explain(record));
    }

    /// How a record is shown among those of all accounts.
    public static RecordRow of(LoggedRecord entry) {
        String account = entry.account().map(AccountId::toString).orElse("");
        String explain = explain(entry.record());
        String folder = account.isEmpty() ? "/admin/" : "/admin/accounts/" + account + "/";
        return of(entry.record(), true, account, explain.isEmpty() ? "" : folder + explain);
    }

    private static RecordRow of(EventRecord record, boolean shared, String account, String explain) {
        return new RecordRow(
                record.id(),
                shared,
                account,
                Times.shown(record.at()),
                record.kind().name().toLowerCase(Locale.ROOT),
                record.drm().map(Drm::word).orElse(""),
                record.code() == 0 ? "" : Integer.toString(record.code()),
                record.cookie().orElse(""),
                record.contentId().orElse(""),
                record.reason(),
                facts(record),
                explain);
    }

    /// How many columns its table has.
    public int columns() {
        return shared ? 9 : 8;
    }

    private static String explain(EventRecord record) {
        if (record.drm().isEmpty()) return "";
        String id = URLEncoder.encode(record.requestId(), StandardCharsets.UTF_8);
        return "explain?environment=" + record.environment().word() + "&request=" + id;
    }

    private static List<Fact> facts(EventRecord record) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Record", Long.toString(record.id())));
        facts.add(new Fact("Time", record.at().toString()));
        if (!record.reason().isEmpty()) facts.add(new Fact("Reason", record.reason()));
        facts.add(new Fact("Request id", record.requestId()));
        record.tokenId().ifPresent(token -> facts.add(new Fact("Token id", token)));
        record.contentId().ifPresent(content -> facts.add(new Fact("Content id", content)));
        for (String kid : record.kids()) facts.add(new Fact("Key id", kid));
        record.deviceId().ifPresent(device -> facts.add(new Fact("Device id", device)));
        if (record.window() > 0) facts.add(new Fact("Window", Integer.toString(record.window())));
        if (record.window() > 0) facts.add(new Fact("Charged", Integer.toString(record.charged())));
        new TreeMap<>(record.facts()).forEach((name, value) -> facts.add(new Fact(name, value)));
        return facts;
    }
}
