package dev.licet.server.serve;

import dev.licet.domain.StoreUnavailable;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.server.health.Finding;
import dev.licet.storage.credential.FairPlayOverview;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Looks for FairPlay credentials that this node cannot use. The log names each once; everybody else learns how many.
final class UnusableCredentials {
    private static final System.Logger LOGGER = System.getLogger(UnusableCredentials.class.getName());

    private final Supplier<List<FairPlayOverview>> stored;
    private final InstalledDerivations installed;
    private final Set<Long> named = new HashSet<>();

    /// @param stored all that are stored
    UnusableCredentials(Supplier<List<FairPlayOverview>> stored, InstalledDerivations installed) {
        this.stored = stored;
        this.installed = installed;
    }

    /// The node can serve everything else, so it stays ready. Another check reports a database that does not
    /// answer.
    synchronized Finding look() {
        try {
            List<FairPlayOverview> unusable = stored.get().stream()
                    .filter(set -> !installed.canUse(set.derivation(), set.environment()))
                    .toList();
            unusable.forEach(this::name);
            return new Finding.Well(note(unusable.size()));
        } catch (StoreUnavailable noAnswer) {
            return Finding.WELL;
        }
    }

    private static Optional<String> note(int count) {
        if (count == 0) return Optional.empty();
        return Optional.of(
                count + (count == 1 ? " set" : " sets") + " of FairPlay credentials cannot be used on this node");
    }

    private void name(FairPlayOverview set) {
        if (!named.add(set.id())) return;
        String owner = set.account().map(account -> " of account " + account).orElse("");
        LOGGER.log(
                Level.WARNING,
                "FairPlay credentials " + set.id() + owner + " in "
                        + set.environment().word() + " are left out: "
                        + installed.trouble(set.derivation(), set.environment()));
    }
}
