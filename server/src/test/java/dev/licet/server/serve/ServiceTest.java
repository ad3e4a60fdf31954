package dev.licet.server.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.http.PortInUse;
import dev.licet.http.PublicUrls;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.server.first.Greeting;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.Place;
import dev.licet.storage.account.AuthenticatorOverview;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path data;

    private Service start(int testPort) {
        return start(config(testPort, 0));
    }

    private static Service start(Config config) {
        return Service.start(config, MasterKey.inFile(config.masterKeyFile(), RANDOM), InstantSource.system(), RANDOM);
    }

    private Database open() {
        MasterKey master = MasterKey.inFile(data.resolve("master.key"), RANDOM);
        return Database.open(
                DatabaseSettings.forCommand(new Place.Embedded(data), master, InstantSource.system(), RANDOM));
    }

    private Config config(int testPort, int adminPort) {
        return Config.read(
                Optional.empty(),
                Map.of(
                        Key.HOST,
                        "127.0.0.1",
                        Key.DATA,
                        data.toString(),
                        Key.TEST_PORT,
                        Integer.toString(testPort),
                        Key.PRODUCTION_PORT,
                        "0",
                        Key.ADMIN_PORT,
                        Integer.toString(adminPort)));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private byte[] factory(String name) throws IOException {
        return Files.readAllBytes(data.resolve("device-factory").resolve(name));
    }

    @Test
    void the_first_start_leaves_a_factory_that_its_owner_alone_can_read() throws IOException {
        start(0).close();
        Path factory = data.resolve("device-factory");
        assertEquals(Set.of("fairplay-ask.hex", "model-key.pem", "model.bin", "root.bin"), names(factory));
        for (String name : names(factory)) {
            var permissions = Files.getPosixFilePermissions(factory.resolve(name));
            assertEquals("rw-------", PosixFilePermissions.toString(permissions), name);
        }
        assertTrue(new String(factory("fairplay-ask.hex")).matches("[0-9a-f]{32}\n"));
    }

    @Test
    void later_starts_change_nothing_and_show_no_authenticator() throws IOException {
        try (Service first = start(0)) {
            assertTrue(first.demo().isPresent());
        }
        byte[] root = factory("root.bin");
        try (Service second = start(0)) {
            assertTrue(second.demo().isEmpty());
        }
        assertEquals(HexFormat.of().formatHex(root), HexFormat.of().formatHex(factory("root.bin")));
    }

    @Test
    void two_services_on_one_data_directory_are_refused() {
        try (Service first = start(0)) {
            var refused = assertThrows(AlreadyServing.class, () -> start(0));
            assertTrue(refused.getMessage().startsWith("another licet serve is running on "), refused.getMessage());
            assertTrue(first.demo().isPresent());
        }
        start(0).close();
    }

    @Test
    void a_port_that_is_taken_is_named_and_the_authenticators_wait_for_the_next_start() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var refused = assertThrows(PortInUse.class, () -> start(taken.getLocalPort()));
            assertTrue(refused.getMessage().contains("port " + taken.getLocalPort() + ":"), refused.getMessage());
        }
        try (Service next = start(0)) {
            assertTrue(next.demo().isPresent());
        }
    }

    @Test
    void tokens_are_served_also_where_the_port_of_the_dashboard_is_taken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var config = config(0, taken.getLocalPort());
            try (Service service = start(config)) {
                assertTrue(service.dashboard().isEmpty());
                assertTrue(service.demo().isPresent());
            }
        }
    }

    @Test
    void the_demo_account_asks_in_the_test_environment_alone() {
        try (Service service = start(0)) {
            var demo = service.demo().orElseThrow();
            try (var database = open()) {
                var environments = database.administration().authenticators().list(demo.id()).stream()
                        .map(AuthenticatorOverview::environment)
                        .toList();
                assertEquals(List.of(Environment.TEST), environments);
            }
        }
    }

    @Test
    void there_is_no_demo_account_where_none_is_wanted() {
        var config = Config.read(
                Optional.empty(),
                Map.of(
                        Key.DATA, data.toString(),
                        Key.TEST_PORT, "0",
                        Key.PRODUCTION_PORT, "0",
                        Key.ADMIN_PORT, "off",
                        Key.DEMO, "false"));
        try (Service service = start(config);
                var database = open()) {
            assertTrue(service.demo().isEmpty());
            assertTrue(database.administration().isEmpty());
        }
    }

    @Test
    void the_greeting_shows_lines_for_the_shell() {
        try (Service service = start(0)) {
            var demo = service.demo().orElseThrow();
            var urls = new PublicUrls(environment -> URI.create("https://t.example/"));
            String text = new Greeting(demo, urls, Path.of("data"), RANDOM).text("./licet");
            String test = demo.authenticator().reveal();
            assertFalse(text.contains("production"), text);
            assertTrue(text.contains("  ./licet admin user create --name admin\n"), text);
            assertEquals(4, text.split("curl -s https://t.example/hms/", -1).length - 1, text);
            assertEquals(5, text.split(test, -1).length - 1, text);
            assertEquals(
                    2,
                    text.lines().filter(line -> line.startsWith("  curl -s ")).count(),
                    text);
            assertEquals(
                    2,
                    text.lines()
                            .filter(line ->
                                    line.matches("  \\./licet device play (--account 201722 )?\"\\$\\(curl .*\\)\""))
                            .count(),
                    text);
            assertTrue(service.urls().of(Environment.TEST).startsWith("http://localhost:"));
        }
    }
}
