package dev.licet.server.command;

import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.key.SealingKeyOverview;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `licet keys rotate-sealing`.
@Command(name = "rotate-sealing", description = "Add a key for new tokens. Old tokens stay good until they expire.")
final class SealingCommand extends DatabaseCommand {
    SealingCommand(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.of(Verb.SEALING_KEY_ROTATE);
    }

    @Override
    Table run(Database database) {
        var register = database.administration().sealingKeys();
        about(Target.INSTALLATION.saying("number " + register.rotate()));
        Table table = Table.of("id", "created", "active_from", "retired");
        for (SealingKeyOverview entry : register.list()) {
            table = table.row(
                    Table.number(entry.id()),
                    Table.text(entry.created()),
                    Table.text(entry.activeFrom()),
                    Table.maybe(entry.retired()));
        }
        return table;
    }
}
