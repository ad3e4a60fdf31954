package dev.licet.domain.audit;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Optional;

/// To whom or what something was done.
///
/// @param account     whose affairs it is; empty for the installation's
/// @param environment in which environment; empty where it is both or neither
/// @param what        what exactly, in a few words; never a secret
public record Target(Optional<AccountId> account, Optional<Environment> environment, String what) {
    /// Characters of the longest text; more is cut off.
    public static final int LONGEST = 1000;

    /// The installation as a whole.
    public static final Target INSTALLATION = new Target(Optional.empty(), Optional.empty(), "");

    public Target {
        what = Plain.text(what, LONGEST);
    }

    /// The same with these words.
    public Target saying(String words) {
        return new Target(account, environment, words);
    }

    /// The same of that account.
    public Target of(AccountId id) {
        return new Target(Optional.of(id), environment, what);
    }

    /// The same in that environment.
    public Target in(Environment where) {
        return new Target(account, Optional.of(where), what);
    }
}
