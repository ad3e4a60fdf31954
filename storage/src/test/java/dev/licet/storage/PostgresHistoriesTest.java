package dev.licet.storage;

import dev.licet.storage.testing.PostgresCluster;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// On a server, where the answer to a commit can be lost: no call is done twice or told to have failed because of that.
final class PostgresHistoriesTest extends LedgerHistoriesContract {
    /// The pool would write down each connection that was cut.
    private final Logger pool = Logger.getLogger("com.zaxxer.hikari");

    PostgresHistoriesTest() {
        super(Product.POSTGRESQL, 10);
    }

    @BeforeEach
    void silencePool() {
        pool.setLevel(Level.OFF);
    }

    @AfterEach
    void hearPool() {
        pool.setLevel(null);
    }

    @Override
    void empty(Visit visit) throws Exception {
        var place = PostgresCluster.shared().freshDatabase();
        try {
            visit.to(place);
        } finally {
            PostgresCluster.shared().drop(place);
        }
    }
}
