package dev.licet.storage;

import dev.licet.domain.Environment;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract, tried on the embedded database.
final class SqliteFairPlayCredentialsTest extends FairPlayCredentialsContract {
    /// Otherwise the call would come back only after the file is free, and that is after the call.
    @Test
    @Timeout(60)
    void whoever_tells_of_a_use_does_not_wait_for_the_file() throws Exception {
        var account = account();
        long id = register().add(account, Environment.TEST, credential(1)).orThrow();
        var credential =
                database.fairPlayCredentials().of(account, Environment.TEST).getFirst();
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("licet.db"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            database.fairPlayCredentials().used(credential);
            statement.execute("ROLLBACK");
        }
        awaitLastUse(clock.instant(), id);
    }
}
