package dev.licet.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.drm.UpstreamLimits;
import dev.licet.http.Deadlines;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.Proxies;
import dev.licet.http.TlsFiles;
import dev.licet.server.trace.Tracing.Collector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    @TempDir
    private Path directory;

    private Config read(String file) throws IOException {
        Path path = Files.writeString(directory.resolve("licet.properties"), file);
        return Config.read(Optional.of(path), Map.of());
    }

    @Test
    void without_a_file_the_defaults_hold() {
        var config = Config.read(Optional.empty(), Map.of());
        var expected = new Config(
                "127.0.0.1",
                Path.of("data"),
                Optional.empty(),
                Path.of("data/master.key"),
                Optional.empty(),
                new Config.World(8080, Optional.empty(), Optional.empty()),
                new Config.World(8081, Optional.empty(), Optional.empty()),
                Deadlines.DEFAULT,
                Duration.ZERO,
                Limits.DEFAULT,
                Listener.Transport.PLAIN,
                32,
                UpstreamLimits.STANDARD,
                false,
                false,
                Optional.empty(),
                Path.of("data/plugins"),
                new Config.Admin("127.0.0.1", Optional.of(8082), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Config.Log(LogLevel.INFO, LogFormat.TEXT, false));
        assertEquals(expected, config);
    }

    @Test
    void every_key_is_read() throws IOException {
        var config = read("""
                host = 127.0.0.1
                data = /srv/licet
                database.url = jdbc:postgresql://db/licet
                database.user = licet-1
                database.password-file = /etc/licet/password
                database.wait = 5m
                master-key.file = /etc/licet/key
                master-key.pkcs11.library = /lib/p11.so
                master-key.pkcs11.slot = 3
                master-key.pkcs11.label = key
                master-key.pkcs11.pin-file = /etc/licet/pin
                test.port = 1
                test.url = http://t.example/
                test.domain = t.example
                production.port = 2
                production.url = https://p.example:8443
                production.domain = p.example
                test.tls.certificate = /t.crt
                test.tls.key = /t.key
                test.tls.client-authorities = /t.clients
                production.tls.certificate = /p.crt
                production.tls.key = /p.key
                production.tls.client-authorities = /p.clients
                admin.tls.certificate = /a.crt
                admin.tls.key = /a.key
                proxies = 10.0.0.7, 10.1.0.0/16
                deadline.head = 1s
                deadline.body = 2s
                deadline.write = 0.5s
                deadline.idle = 1m30s
                deadline.first = 3s
                drain.delay = 7s
                limit.request-line = 3
                limit.headers = 4
                limit.header-fields = 5
                limit.body = 6
                limit.connections = 7
                limit.connections-per-address = 13
                limit.requests = 8
                limit.streams = 11
                upstream.budget = 3s
                upstream.connect = 0.1s
                upstream.at-once = 9
                upstream.failures = 10
                upstream.pause = 1m
                upstream.tls.certificate = /u.crt
                upstream.tls.key = /u.key
                widevine.embedded-in-production = true
                clearkey.in-production = true
                fairplay.v3-transport-file = /etc/licet/transport
                limit.keystore = 12
                plugins = /srv/plugins
                admin.host = 0.0.0.0
                admin.port = off
                admin.url = https://admin.example
                metrics.host = 0.0.0.0
                metrics.port = 9
                tracing.endpoint = http://collector.example/v1/traces
                tracing.percent = 7
                demo = false
                tls.ca-file = /etc/licet/ca.pem
                records.keep = 400d
                log.level = debug
                log.format = json
                log.access = true
                """);
        var expected = new Config(
                "127.0.0.1",
                Path.of("/srv/licet"),
                Optional.of(new Config.SharedDatabase(
                        "jdbc:postgresql://db/licet",
                        "licet-1",
                        Optional.of(Path.of("/etc/licet/password")),
                        Duration.ofMinutes(5))),
                Path.of("/etc/licet/key"),
                Optional.of(new Config.Pkcs11(Path.of("/lib/p11.so"), 3, "key", Path.of("/etc/licet/pin"))),
                new Config.World(1, Optional.of(URI.create("http://t.example/")), Optional.of("t.example")),
                new Config.World(2, Optional.of(URI.create("https://p.example:8443")), Optional.of("p.example")),
                new Deadlines(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(3)),
                Duration.ofSeconds(7),
                new Limits(3, 4, 5, 6, 7, 13, 8, 11),
                new Listener.Transport(
                        Proxies.of("10.0.0.7, 10.1.0.0/16"),
                        Optional.of(
                                new TlsFiles(Path.of("/t.crt"), Path.of("/t.key"), Optional.of(Path.of("/t.clients")))),
                        Optional.of(new TlsFiles(
                                Path.of("/p.crt"), Path.of("/p.key"), Optional.of(Path.of("/p.clients"))))),
                12,
                new UpstreamLimits(Duration.ofSeconds(3), Duration.ofMillis(100), 9, 10, Duration.ofMinutes(1)),
                true,
                true,
                Optional.of(Path.of("/etc/licet/transport")),
                Path.of("/srv/plugins"),
                new Config.Admin(
                        "0.0.0.0",
                        Optional.empty(),
                        Optional.of(URI.create("https://admin.example")),
                        Optional.empty(),
                        Optional.of(new TlsFiles(Path.of("/a.crt"), Path.of("/a.key"), Optional.empty()))),
                Optional.of(new Config.Metrics("0.0.0.0", 9)),
                Optional.of(new Collector(URI.create("http://collector.example/v1/traces"), 7)),
                false,
                Optional.of(Path.of("/etc/licet/ca.pem")),
                Optional.of(new TlsFiles(Path.of("/u.crt"), Path.of("/u.key"), Optional.empty())),
                Optional.of(Duration.ofDays(400)),
                new Config.Log(LogLevel.DEBUG, LogFormat.JSON, true));
        assertEquals(expected, config);
        assertEquals(config.production(), config.of(Environment.PRODUCTION));
    }

    /// Its pages link to each other by whole paths.
    @Test
    void the_address_of_the_dashboard_has_no_path_of_its_own() throws IOException {
        for (String good : List.of("", "/", "/admin", "/admin/")) {
            var config = read("admin.url = https://drm.example" + good + "\n");
            assertEquals(
                    Optional.of(URI.create("https://drm.example" + good)),
                    config.admin().url());
        }
        for (String bad : List.of("/licet", "/licet/admin", "/admin/x", "/administration")) {
            var refused = assertThrows(BadConfig.class, () -> read("admin.url = https://drm.example" + bad + "\n"));
            assertTrue(refused.getMessage().startsWith("admin.url: must have no path, or /admin"), bad);
        }
    }

    @Test
    void the_command_line_wins_over_the_file() throws IOException {
        Path file = Files.writeString(directory.resolve("licet.properties"), "test.port = 1\ndata = a\n");
        var config = Config.read(Optional.of(file), Map.of(Key.DATA, "b"));
        assertEquals(1, config.test().port());
        assertEquals(Path.of("b"), config.data());
        assertEquals(Path.of("b/master.key"), config.masterKeyFile());
    }

    @ParameterizedTest
    @CsvSource({
        "test.prot=1, unknown key test.prot",
        "Host=x, unknown key Host",
        "test.port=80800, test.port: must be a whole number",
        "test.port=, test.port: must be a whole number",
        "limit.body=0, limit.body: must be a whole number",
        "deadline.head=10, deadline.head: must be a time",
        "deadline.head=0s, deadline.head: must be a time",
        "deadline.idle=25h, deadline.idle: must be a time",
        "test.url=localhost:8080, test.url: must be an address",
        "test.url=ftp://a.example, test.url: must be an address",
        "test.url=https://a.example/?x=y, test.url: must be an address",
        "production.domain=a b, production.domain: must be a domain",
        "widevine.embedded-in-production=yes, widevine.embedded-in-production: must be true or false",
        "upstream.budget=0.001s, upstream.budget: must be 0.002s or more",
        "upstream.connect=0s, upstream.connect: must be a time",
        "upstream.at-once=0, upstream.at-once: must be a whole number",
        "admin.openid.issuer=http://id.example, admin.openid.issuer: must be an https address",
        "admin.port=on, admin.port: must be a whole number",
        "log.level=trace, log.level: must be error",
        "records.keep=1 year, records.keep: must be days",
        "log.format=xml, log.format: must be text or json",
        "database.wait=1, database.wait: must be a time",
        "host=, host: must not be empty",
    })
    void what_is_wrong_is_named(String line, String message) {
        var bad = assertThrows(BadConfig.class, () -> read(line + "\n"));
        assertTrue(bad.getMessage().startsWith(message), bad.getMessage());
    }

    @Test
    void a_file_that_is_missing_is_named() {
        var bad = assertThrows(
                BadConfig.class, () -> Config.read(Optional.of(directory.resolve("no.properties")), Map.of()));
        String words = "no.properties: there is no such file or directory";
        assertTrue(bad.getMessage().endsWith(words), bad.getMessage());
    }

    @Test
    void a_file_that_is_no_text_is_named_with_its_cause() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        var bad = assertThrows(BadConfig.class, () -> Config.read(Optional.of(file), Map.of()));
        assertTrue(bad.getMessage().endsWith("binary: it is no UTF-8 text"), bad.getMessage());
        Path escape = Files.writeString(directory.resolve("escape"), "host = \\u12\n");
        var malformed = assertThrows(BadConfig.class, () -> Config.read(Optional.of(escape), Map.of()));
        assertTrue(malformed.getMessage().contains("escape: "), malformed.getMessage());
    }

    @Test
    void only_a_database_on_a_server_is_waited_for() throws IOException {
        assertEquals(Duration.ZERO, read("").startUp());
        assertEquals(
                Duration.ofSeconds(60),
                read("database.url = jdbc:postgresql://db/licet\n").startUp());
        String never = "database.url = jdbc:postgresql://db/licet\ndatabase.wait = 0s\n";
        assertEquals(Duration.ZERO, read(never).startUp());
    }

    @Test
    void the_documentation_lists_all_keys_with_their_defaults() throws IOException {
        var documented = new LinkedHashMap<String, String>();
        try (Stream<String> lines = Files.lines(Path.of("../docs/configuration.md"))) {
            lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|"))
                    .forEach(cells -> documented.put(
                            cells[1].strip().replace("`", ""), cells[2].strip().replace("`", "")));
        }
        var known = new LinkedHashMap<String, String>();
        for (Key key : Key.values()) known.put(key.text(), key.fallback());
        assertEquals(known, documented);
    }
}
