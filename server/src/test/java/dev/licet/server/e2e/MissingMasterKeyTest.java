package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Commands;
import dev.licet.server.command.Setting;
import dev.licet.storage.testing.PostgresCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shared database whose master key is not on this node: nothing is written, and what is missing is said.
class MissingMasterKeyTest {
    @TempDir
    private Path directory;

    private record Printed(int exit, String text) {}

    private static Printed run(Map<String, String> environment, String... arguments) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        int exit =
                Commands.run(new Setting(out, out, environment, InstantSource.system(), new SecureRandom()), arguments);
        return new Printed(exit, text.toString());
    }

    private static Map<String, String> on(String url, Path data) {
        return Map.of("LICET_DATABASE_URL", url, "LICET_DATABASE_USER", "postgres", "LICET_DATA", data.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "account list",
                "account create",
                "verify",
                "keys rotate-master",
                "records prune --older-than 90d",
                "admin user list",
                "fairplay list"
            })
    void no_command_makes_another_key(String command) {
        String url = PostgresCluster.shared().freshDatabase().url();
        assertEquals(
                0, run(on(url, directory.resolve("first")), "account", "create").exit());
        Path second = directory.resolve("second");
        Printed refused = run(on(url, second), command.split(" "));
        assertEquals(4, refused.exit(), refused.text());
        String words = "licet: the master key file " + second.resolve("master.key")
                + " is missing, but there is a database at " + url + " already: restore the file";
        assertTrue(refused.text().startsWith(words), refused.text());
        assertFalse(Files.exists(second));
    }

    @Test
    void a_command_makes_no_database_on_a_server_by_accident() {
        String url = PostgresCluster.shared().emptyDatabase().url();
        Printed refused = run(on(url, directory), "account", "list");
        assertEquals(4, refused.exit(), refused.text());
        assertTrue(refused.text().startsWith("licet: there is no database of Licet at " + url), refused.text());
        assertFalse(Files.exists(directory.resolve("master.key")));
    }
}
