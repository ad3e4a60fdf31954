package dev.licet.server.command;

import dev.licet.domain.account.AccountId;
import dev.licet.storage.Database;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/// Narrows a list to what belongs to one account.
final class OfAccount {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Show those of this account alone.")
    private String account;

    /// Whether something that belongs to an account, or to the installation, is to be shown.
    Predicate<Optional<AccountId>> among(Database database) {
        if (account == null) return owner -> true;
        AccountId id = AccountId.parse(account)
                .orElseThrow(() -> Complaint.usage("--account must be a number from 1 to " + AccountId.MAX));
        if (database.administration().accounts().find(id).isEmpty()) {
            throw Complaint.refused("there is no account " + id);
        }
        return owner -> owner.equals(Optional.of(id));
    }
}
