package dev.licet.server.command;

import dev.licet.domain.account.AccountId;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which account a command is about: `licet account show 201722`, or `--account 201722`.
final class AccountOption {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ACCOUNT", description = "The number of the account.")
    private String positional;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "The same.")
    private String named;

    AccountId id() {
        if ((positional == null) == (named == null)) throw Complaint.usage("name one account by its number");
        String text = positional == null ? named : positional;
        return AccountId.parse(text)
                .orElseThrow(() -> Complaint.usage("an account is a number from 1 to " + AccountId.MAX));
    }
}
