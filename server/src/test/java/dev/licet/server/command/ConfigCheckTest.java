package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {
    @TempDir
    private Path directory;

    private Printed check(Map<String, String> environment, String... arguments) {
        return new Terminal(directory, environment).bare(arguments);
    }

    private static String line(Printed printed, String key) {
        return printed.out()
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(printed.out() + printed.err()))
                .replaceAll(" +", " ");
    }

    @Test
    void the_environment_wins_over_the_file_that_it_names() throws IOException {
        Path file = Files.writeString(directory.resolve("licet.properties"), "test.port = 1\nproduction.port = 2\n");
        Printed printed = check(
                Map.of("LICET_CONFIG", file.toString(), "LICET_TEST_PORT", "3"), "config", "check", "--data", "here");
        assertEquals(0, printed.exit(), printed.err());
        assertEquals("test.port 3 LICET_TEST_PORT", line(printed, "test.port"));
        assertEquals("production.port 2 " + file, line(printed, "production.port"));
        assertEquals("data here command line", line(printed, "data"));
        assertEquals("log.level info default", line(printed, "log.level"));
    }

    @Test
    void a_value_that_stops_the_start_stops_the_check() {
        Printed printed = check(Map.of("LICET_TEST_PORT", "tcp://10.0.0.1:80"), "config", "check");
        assertEquals(2, printed.exit());
        assertTrue(printed.err().contains("test.port: must be a whole number"), printed.err());
    }

    @Test
    void variables_of_others_are_passed_over() {
        assertEquals(
                0,
                check(Map.of("LICET_SERVICE_HOST", "10.0.0.1"), "config", "check")
                        .exit());
    }

    @Test
    void a_password_in_the_address_of_the_database_is_refused() {
        var environment = Map.of("LICET_DATABASE_URL", "jdbc:postgresql://db/licet?password=hunter2&ssl=true");
        Printed printed = check(environment, "config", "check");
        assertRefused(2, printed, "database.url: must not hold the password, which belongs into a file");
        assertFalse((printed.out() + printed.err()).contains("hunter2"));
    }

    @Test
    void another_password_in_the_address_of_the_database_is_not_shown() {
        var environment = Map.of("LICET_DATABASE_URL", "jdbc:postgresql://db/licet?sslpassword=hunter2&ssl=true");
        Printed printed = check(environment, "config", "check");
        assertFalse((printed.out() + printed.err()).contains("hunter2"));
        assertTrue(printed.out().contains("?sslpassword=…&ssl=true"), printed.out());
    }

    @Test
    void an_address_of_another_database_is_refused() {
        Printed printed = check(Map.of("LICET_DATABASE_URL", "jdbc:mysql://db/licet"), "config", "check");
        assertRefused(2, printed, "database.url: must begin with jdbc:postgresql:");
    }

    @Test
    void a_command_that_was_misspelt_is_guessed() {
        Printed printed = check(Map.of(), "config", "chek");
        assertEquals(2, printed.exit());
        assertTrue(printed.err().contains("Did you mean: config check?"), printed.err());
    }

    @Test
    void the_completion_knows_every_command() {
        Printed printed = check(Map.of(), "completion");
        assertEquals(0, printed.exit());
        for (String name : new String[] {"serve", "config", "account", "verify", "records", "keys", "fairplay"}) {
            assertTrue(printed.out().contains(name), name);
        }
    }

    @Test
    void the_version_is_that_of_the_build() {
        Printed printed = check(Map.of(), "version");
        assertTrue(printed.out().matches("licet \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R"), printed.out());
        assertEquals(printed.out(), check(Map.of(), "--version").out());
    }

    /// Checks a file with these lines.
    private Printed file(String... lines) throws IOException {
        Path file = Files.write(directory.resolve("licet.properties"), List.of(lines));
        return check(Map.of(), "config", "check", "--config", file.toString());
    }

    private static void assertRefused(int exit, Printed printed, String... words) {
        assertEquals(exit, printed.exit(), printed.out() + printed.err());
        for (String word : words) assertTrue(printed.err().contains(word), printed.err());
        assertEquals(1, printed.err().lines().count(), printed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.port = 2", "test.port = 1", "test\\.port:2", "  test.port 2"})
    void a_key_that_stands_twice_is_refused(String second) throws IOException {
        Printed printed = file("test.port = 1", "production.port = 3", second);
        assertRefused(2, printed, "test.port stands twice in", "licet.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "production", "admin", "upstream"})
    void a_certificate_that_is_missing_is_named(String port) throws IOException {
        Path missing = directory.resolve("missing.pem");
        assertRefused(
                4,
                file(port + ".tls.certificate = " + missing, port + ".tls.key = " + missing),
                missing.toString(),
                "there is no such file");
    }

    @Test
    void a_file_without_a_certificate_and_a_directory_in_its_place_are_named() throws IOException {
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");
        assertRefused(4, file("test.tls.certificate = " + text, "test.tls.key = " + text), text.toString());
        assertRefused(
                4, file("test.tls.certificate = " + directory, "test.tls.key = " + text), directory + ": it cannot be");
    }

    @ParameterizedTest
    @CsvSource({
        "tls.ca-file, 2",
        "fairplay.v3-transport-file, 2",
        "admin.openid.client-secret-file, 2",
        "database.password-file, 4"
    })
    void every_other_file_is_looked_at(String key, int exit) throws IOException {
        Path missing = directory.resolve("missing");
        Printed printed = file(
                "database.url = jdbc:postgresql://localhost/licet",
                "admin.openid.issuer = https://login.example.com",
                "admin.openid.client-id = licet",
                key + " = " + missing);
        assertRefused(exit, printed, missing.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "admin.host", "metrics.host"})
    void a_host_that_leads_nowhere_or_elsewhere_is_named(String key) throws IOException {
        assertRefused(2, file("metrics.port = 1", key + " = nowhere.invalid"), key + ": nowhere.invalid is no address");
        assertRefused(2, file("metrics.port = 1", key + " = 192.0.2.1"), key + ": cannot listen on 192.0.2.1");
        assertEquals(0, file("metrics.port = 1", key + " = 127.0.0.1").exit());
    }

    @Test
    void plug_ins_that_cannot_be_loaded_are_named() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("plugins"));
        assertEquals(0, file("plugins = " + folder).exit());
        Files.writeString(folder.resolve("broken.jar"), "no jar");
        assertRefused(2, file("plugins = " + folder), "plugins: " + folder + " cannot be loaded");
    }

    @Test
    void a_master_key_that_is_there_is_read_and_none_is_made() throws IOException {
        Path key = directory.resolve("master.key");
        assertEquals(0, file("data = " + directory, "master-key.file = " + key).exit());
        assertFalse(Files.exists(key));
        Files.writeString(key, "no key");
        Printed printed = file("data = " + directory, "master-key.file = " + key);
        assertRefused(4, printed, key.toString());
        assertFalse(printed.err().contains("no key"));
        Printed variable = check(Map.of("LICET_MASTER_KEY", "short"), "config", "check");
        assertRefused(2, variable, "LICET_MASTER_KEY must be 64 hexadecimal digits");
    }
}
