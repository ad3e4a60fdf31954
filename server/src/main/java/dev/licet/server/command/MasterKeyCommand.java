package dev.licet.server.command;

import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.MasterKey;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `licet keys rotate-master`.
@Command(
        name = "rotate-master",
        description = {
            "Put a fresh master key in the place of the present one. Services go on.",
            "With LICET_MASTER_KEY, the new key must be given in LICET_NEXT_MASTER_KEY."
        })
final class MasterKeyCommand extends DatabaseCommand {
    MasterKeyCommand(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.of(Verb.MASTER_KEY_ROTATE);
    }

    @Override
    Table run(Database database) {
        var keys = new MasterKeys(data().config(Map.of()), setting());
        if (!keys.inEnvironment()) {
            var file = keys.file();
            database.masterKeyRotation().rotate(file);
            return rotated("file", file + "; the old key, which older backups need, is in " + file + ".previous");
        }
        MasterKey next = keys.next()
                .orElseThrow(() -> Complaint.usage("give the new key in LICET_NEXT_MASTER_KEY, 64 hexadecimal digits"));
        database.masterKeyRotation().rotate(next);
        return rotated("environment", "now make LICET_NEXT_MASTER_KEY your LICET_MASTER_KEY");
    }

    private static Table rotated(String where, String what) {
        return Table.of("master_key", "now").row(Table.text(where), Table.text(what));
    }
}
