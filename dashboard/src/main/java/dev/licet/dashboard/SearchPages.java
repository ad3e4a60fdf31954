package dev.licet.dashboard;

import dev.licet.dashboard.view.RecordRow;
import dev.licet.dashboard.view.SearchPage;
import dev.licet.domain.Ascii;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.http.Reply;
import dev.licet.storage.record.LoggedRecord;
import dev.licet.storage.record.MentionSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The one search box: whatever id somebody has, it leads to the records that mention it, or at once to the
/// explanation where there is one record alone.
final class SearchPages {
    private static final int MOST = 100;
    private static final int LONGEST = 255;
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private final MentionSearch mentions;

    SearchPages(MentionSearch mentions) {
        this.mentions = mentions;
    }

    Reply show(Visit visit) {
        String typed = visit.form().text("q");
        if (typed.isEmpty() || typed.length() > LONGEST) return page(visit, List.of());
        var found = found(visit, id(typed));
        var rows = found.stream().map(RecordRow::of).toList();
        if (rows.size() == 1 && !rows.getFirst().explain().isEmpty()) {
            return Pages.seeOther(rows.getFirst().explain());
        }
        return page(visit, found);
    }

    /// A key id may be typed as a UUID or by its name.
    private static String id(String typed) {
        String small = Ascii.lower(typed);
        if (small.matches(UUID)) return small.replace("-", "");
        if (typed.startsWith("^")) return KeyId.ofName(typed.substring(1)).hex();
        return small.matches("[0-9a-f]{32}") ? small : typed;
    }

    /// In all that this user may see; more thoroughly in the account whose page the box was on.
    private List<LoggedRecord> found(Visit visit, String id) {
        Optional<AccountId> own = visit.user().account();
        var found = new ArrayList<>(mentions.find(own, id, MOST));
        Optional<AccountId> here = visit.form().maybe("account").flatMap(AccountId::parse);
        if (own.isEmpty() && here.isPresent()) found.addAll(mentions.find(here, id, MOST));
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing((LoggedRecord one) -> one.record().id())
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static Reply page(Visit visit, List<LoggedRecord> found) {
        var groups = Stream.of(Environment.values())
                .map(environment -> new SearchPage.Group(
                        environment.word(),
                        found.stream()
                                .filter(one -> one.record().environment() == environment)
                                .map(RecordRow::of)
                                .toList()))
                .filter(group -> !group.rows().isEmpty())
                .toList();
        String typed = visit.form().text("q");
        boolean seesAll = visit.user().account().isEmpty();
        Optional<String> account = AccountId.parse(typed).filter(id -> seesAll).map(AccountId::toString);
        return visit.page("search", new SearchPage(visit.frame("Search"), typed, groups, account));
    }
}
