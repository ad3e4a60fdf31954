package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows between modules and packages that the compiler cannot guard, because what they forbid is visible.
/// Every name in the constant pool counts, also one that stands in a signature alone.
class ArrowsTest {
    private static final String[] EVERYWHERE = {
        "crypto", "domain", "drm", "keys", "storage", "device", "http", "dashboard", "server"
    };

    /// The classes below a folder of a module that mention something.
    private static Set<String> crossings(String module, String below, String forbidden) throws IOException {
        var found = new TreeSet<String>();
        for (Path file : classes(Path.of("..", module, "target/classes", below))) {
            var model = ClassFile.of().parse(file);
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof Utf8Entry text && text.stringValue().contains(forbidden)) {
                    found.add(model.thisClass().asInternalName() + " -> " + text.stringValue());
                }
            }
        }
        return found;
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .toList();
        }
    }

    private static void assertNone(String module, String below, String forbidden) {
        try {
            assertFalse(classes(Path.of("..", module, "target/classes", below)).isEmpty(), module + " has classes");
            assertEquals(Set.of(), crossings(module, below, forbidden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "drm", "keys", "storage", "device", "http", "dashboard", "server"})
    void only_crypto_touches_javax_crypto(String module) {
        assertNone(module, "", "javax/crypto/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crypto", "domain", "drm", "device", "http", "dashboard", "server"})
    void only_storage_touches_sql(String module) {
        assertNone(module, "", "java/sql/");
        assertNone(module, "", "org/sqlite/");
    }

    @Test
    void the_drm_systems_do_not_know_each_other() {
        assertNone("drm", "dev/licet/drm/widevine", "dev/licet/drm/fairplay");
        assertNone("drm", "dev/licet/drm/fairplay", "dev/licet/drm/widevine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wire", "upstream"})
    void what_the_systems_share_knows_neither(String shared) {
        assertNone("drm", "dev/licet/drm/" + shared, "dev/licet/drm/widevine");
        assertNone("drm", "dev/licet/drm/" + shared, "dev/licet/drm/fairplay");
    }

    @Test
    void the_devices_share_nothing_with_the_service_but_the_formats() {
        assertNone("device", "", "dev/licet/domain/");
        assertNone("device", "", "dev/licet/storage/");
        assertNone("device", "", "dev/licet/server/");
    }

    /// Who may use a library; nobody else in any module.
    @ParameterizedTest
    @CsvSource({
        "io/netty, http",
        "gg/jte, dashboard",
        "com/google/zxing, dashboard",
        "com/nimbusds, dashboard drm",
        "picocli, device server",
        "com/fasterxml, device drm keys server",
        "com/zaxxer, storage",
        "org/postgresql, storage",
        "org/sqlite, storage",
        "com/amazon, crypto",
        "io/prometheus, server",
        "io/opentelemetry, server",
        "java/net/http, dashboard device drm",
    })
    void libraries_stay_where_they_belong(String library, String users) {
        for (String module : EVERYWHERE) {
            if (!Set.of(users.split(" ")).contains(module)) assertNone(module, "", library + "/");
        }
    }

    @ParameterizedTest
    @CsvSource({"http, io/netty/", "dashboard, gg/jte/", "drm, com/fasterxml/", "storage, com/zaxxer/"})
    void a_library_is_seen_where_it_is_used(String module, String library) throws IOException {
        assertFalse(crossings(module, "", library).isEmpty());
    }

    @Test
    void the_listener_knows_nothing_of_the_service_but_the_nouns() throws IOException {
        assertNone("http", "", "dev/licet/server/");
        assertNone("http", "", "dev/licet/storage/");
        assertNone("http", "", "dev/licet/drm/");
        // Certificates have one reader, for the port as for the clients of the service.
        assertEquals(
                Set.of("crypto/Pem", "crypto/BadPem"),
                crossings("http", "", "dev/licet/crypto/").stream()
                        .map(arrow -> arrow.replaceAll(".*-> L?dev/licet/|;$", ""))
                        .collect(Collectors.toSet()));
    }

    @Test
    void no_package_is_part_of_a_cycle() throws IOException {
        for (String module : EVERYWHERE) {
            var graph = new PackageGraph().read(Path.of("..", module, "target/classes"));
            assertEquals(Set.of(), graph.cycles(), module);
        }
    }

    @Test
    void a_cycle_would_be_seen() {
        var graph = new PackageGraph();
        graph.use("dev/licet/a/", "(Ldev/licet/b/Bee;)V");
        graph.use("dev/licet/b/", "Ljava/util/List<Ldev/licet/c/See$Inner;>;");
        assertEquals(Set.of(), graph.cycles());
        graph.use("dev/licet/c/", "[Ldev/licet/a/Ay;");
        assertEquals(Set.of(Set.of("dev/licet/a/", "dev/licet/b/", "dev/licet/c/")), graph.cycles());
    }

    /// The calls of a method in a module, also as a method reference.
    private static Set<String> calls(String module, String owner, String name) throws IOException {
        var found = new TreeSet<String>();
        for (Path file : classes(Path.of("..", module, "target/classes"))) {
            var model = ClassFile.of().parse(file);
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof MemberRefEntry member
                        && member.owner().asInternalName().equals(owner)
                        && member.name().equalsString(name)) {
                    found.add(model.thisClass().asInternalName());
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"crypto", "domain", "drm", "keys", "storage", "http", "dashboard"})
    void time_and_chance_are_arguments(String module) throws IOException {
        assertEquals(Set.of(), calls(module, "java/time/Instant", "now"));
        assertEquals(Set.of(), calls(module, "java/time/InstantSource", "system"));
        assertEquals(Set.of(), calls(module, "java/lang/System", "currentTimeMillis"));
        assertEquals(Set.of(), calls(module, "java/security/SecureRandom", "<init>"));
        assertEquals(Set.of(), calls(module, "java/lang/Math", "random"));
    }

    @Test
    void in_the_server_only_main_makes_the_clock_and_the_random_numbers() throws IOException {
        assertEquals(Set.of("dev/licet/server/Main"), calls("server", "java/time/InstantSource", "system"));
        assertEquals(Set.of("dev/licet/server/Main"), calls("server", "java/security/SecureRandom", "<init>"));
        assertEquals(Set.of(), calls("server", "java/time/Instant", "now"));
    }

    @Test
    void a_crossing_would_be_seen_and_a_missing_folder_too() throws IOException {
        assertFalse(crossings("crypto", "", "javax/crypto/").isEmpty());
        assertFalse(crossings("storage", "", "java/sql/").isEmpty());
        assertThrows(NoSuchFileException.class, () -> crossings("nowhere", "", "x"));
        for (String module : EVERYWHERE)
            assertFalse(crossings(module, "", "java/lang/Object").isEmpty(), module);
    }
}
