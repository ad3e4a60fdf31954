package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Only what does not leave this machine may go in the clear.
final class PostgresServerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/licet",
                "jdbc:postgresql://LOCALHOST:5433/licet?user=x",
                "jdbc:postgresql://127.0.0.1:5433/licet",
                "jdbc:postgresql://[::1]:5433/licet",
                "jdbc:postgresql://127.0.0.1:5433,127.0.0.1:5434/licet",
                "jdbc:postgresql://:5433/licet",
                "jdbc:postgresql:///licet",
                "jdbc:postgresql:licet"
            })
    void the_machine_itself_is_local(String url) {
        assertTrue(PostgresServer.isLocal(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost.example.com/licet",
                "jdbc:postgresql://localhost-db/licet",
                "jdbc:postgresql://127.0.0.1.example.com/licet",
                "jdbc:postgresql://127.0.0.10/licet",
                "jdbc:postgresql://localhost@db.example.com/licet",
                "jdbc:postgresql://localhost,db.example.com/licet",
                "jdbc:postgresql://db.example.com,localhost/licet",
                "jdbc:postgresql://localhost/licet?PGHOST=db.example.com",
                "jdbc:postgresql:licet?PGHOST=db.example.com",
                "jdbc:postgresql://db/localhost",
                "jdbc:postgresql://[::2]/licet"
            })
    void any_other_host_is_not(String url) {
        assertFalse(PostgresServer.isLocal(url));
    }
}
