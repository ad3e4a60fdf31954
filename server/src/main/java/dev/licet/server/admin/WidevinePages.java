package dev.licet.server.admin;

import dev.licet.server.admin.view.Fact;
import dev.licet.server.admin.view.Times;
import dev.licet.server.admin.view.WidevinePage;
import dev.licet.server.http.Reply;
import dev.licet.storage.WidevineBackEndEntry;
import java.util.ArrayList;
import java.util.List;

/// Who makes the Widevine licenses of an account. It is set by command, because that tries it first and its secrets are
/// files on the machine.
final class WidevinePages {
    private final DashboardWorld world;

    WidevinePages(DashboardWorld world) {
        this.world = world;
    }

    Reply show(Visit visit) {
        var entry = world.administration().widevineBackEnds().show(visit.accountId(), visit.environment());
        String command = " --account " + visit.accountId() + " --environment "
                + visit.environment().word();
        return visit.page(
                "widevine", new WidevinePage(visit.frame("Widevine"), entry.map(WidevinePages::facts), command));
    }

    private static List<Fact> facts(WidevineBackEndEntry entry) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Back end", entry.kind()));
        entry.url().ifPresent(url -> facts.add(new Fact("Address", url)));
        entry.provider().ifPresent(provider -> facts.add(new Fact("Provider", provider)));
        if (!entry.headers().isEmpty()) facts.add(new Fact("Headers", String.join(", ", entry.headers())));
        facts.add(new Fact("Set (UTC)", Times.shown(entry.changed())));
        return facts;
    }
}
