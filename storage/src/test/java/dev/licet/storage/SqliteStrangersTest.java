package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.storage.account.NewAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever brings no live authenticator does not learn from the time which accounts there are (reference: security.md
/// T14): the same statements are run for a wrong secret as for an account that there is not.
class SqliteStrangersTest {
    private final Faults read = new Faults(Product.SQLITE);
    private final HandClock clock = new HandClock();

    @Test
    void a_wrong_secret_asks_what_an_unknown_account_asks(@TempDir Path directory) throws Exception {
        var settings = new DatabaseSettings(
                new Place.Embedded(directory),
                DatabaseContract.MASTER,
                clock,
                new SeededRandom(1),
                Duration.ofMinutes(1));
        try (var _ = FaultyDriver.install(Product.SQLITE, read);
                var database = Database.open(settings)) {
            var made = database.administration()
                    .accounts()
                    .create(NewAccount.named("Example"))
                    .orThrow();
            var wrong = Authenticator.random(made.id(), new SeededRandom(9));
            var nobody = new Authenticator(new AccountId(5), wrong.secret());
            // The first one opens a connection.
            asked(database, nobody);
            var unknown = asked(database, nobody);
            assertEquals(1, unknown.size());
            assertEquals(unknown, asked(database, wrong));
            assertTrue(database.accounts().authenticate(made.test()).isPresent());
            // It is remembered now, which must not show either.
            assertEquals(unknown, asked(database, wrong));
        }
    }

    private List<String> asked(Database database, Authenticator authenticator) {
        read.asked();
        assertTrue(database.accounts().authenticate(authenticator).isEmpty());
        return read.asked();
    }
}
