package dev.licet.dashboard;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import java.util.Optional;

/// What a change is about. Whoever carries it out says so as soon as it is known; when it has ended, in
/// whatever way, the audit trail is told.
final class Subject {
    private Target target;
    private Ending ending = new Ending.Done();

    /// @param account whose page it is
    Subject(Optional<AccountId> account) {
        target = new Target(account, Optional.empty(), "");
    }

    void is(Target known) {
        target = known;
    }

    /// For what ends with an answer like any other and was refused all the same.
    void wasRefused(String reason) {
        ending = new Ending.Refused(reason);
    }

    Target target() {
        return target;
    }

    /// How it ended, unless it ended with an exception.
    Ending ending() {
        return ending;
    }
}
