package dev.licet.dashboard;

import dev.licet.dashboard.view.AuditPage;
import dev.licet.http.Reply;
import dev.licet.storage.dashboard.AuditedChange;
import java.util.List;
import java.util.Optional;

/// Who changed what. Users of an account see what concerns their account.
final class AuditPages {
    private static final int PAGE = 100;

    private final DashboardWorld world;

    AuditPages(DashboardWorld world) {
        this.world = world;
    }

    Reply show(Visit visit) {
        List<AuditedChange> found = entries(visit);
        Optional<Long> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).id()) : Optional.empty();
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        return visit.page("audit", new AuditPage(visit.frame("Audit trail"), shown, next));
    }

    private List<AuditedChange> entries(Visit visit) {
        var trail = world.data().audit();
        long before = visit.form().before();
        return visit.user()
                .account()
                .map(account -> trail.latest(account, before, PAGE + 1))
                .orElseGet(() -> trail.latest(before, PAGE + 1));
    }
}
