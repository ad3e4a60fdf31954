package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the launcher finds a JDK, and what it tells it.
class LauncherTest {
    private static final String FIND = ". ./src/launcher/jdk.sh; find_jdk; echo \"$JAVA_HOME\"";
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private Path directory;

    private record Ended(int exit, String out, String err) {}

    private static Ended sh(String script, Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder("/bin/sh", "-eu", "-c", script);
        builder.environment().remove("LICET_JAVA_HOME");
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        return new Ended(process.waitFor(), out.strip(), err.strip());
    }

    private Path oldJdk() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("old jdk/bin"));
        for (String name : new String[] {"java", "javac"}) {
            assertTrue(
                    Files.writeString(bin.resolve(name), "#!/bin/sh\n").toFile().setExecutable(true));
        }
        Files.writeString(directory.resolve("old jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
        return directory.resolve("old jdk");
    }

    @Test
    void the_one_that_is_named_is_taken() throws Exception {
        assertEquals(new Ended(0, JAVA_HOME, ""), sh(FIND, Map.of("LICET_JAVA_HOME", JAVA_HOME)));
        assertEquals(new Ended(0, JAVA_HOME, ""), sh(FIND, Map.of("JAVA_HOME", JAVA_HOME)));
    }

    @Test
    void a_java_on_the_path_is_followed_home() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("java"), Path.of(JAVA_HOME, "bin", "java"));
        String path = link.getParent() + ":" + System.getenv("PATH");
        assertEquals(new Ended(0, JAVA_HOME, ""), sh(FIND, Map.of("PATH", path)));
    }

    @Test
    void one_that_is_too_old_is_passed_over() throws Exception {
        Ended ended = sh(FIND, Map.of("JAVA_HOME", oldJdk().toString(), "PATH", JAVA_HOME + "/bin:/usr/bin:/bin"));
        assertEquals(new Ended(0, JAVA_HOME, ""), ended);
    }

    @Test
    void one_that_is_named_and_too_old_is_refused_in_one_line() throws Exception {
        Ended ended = sh(FIND, Map.of("LICET_JAVA_HOME", oldJdk().toString()));
        assertEquals(1, ended.exit());
        assertTrue(ended.err().matches("licet: LICET_JAVA_HOME=.* is no JDK 25 or newer"), ended.err());
    }

    @Test
    void a_build_needs_a_new_enough_maven() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\nprintf '\\033[1mApache Maven 3.6.3\\033[m\\n'\n");
        assertTrue(mvn.toFile().setExecutable(true));
        String check = "home=" + directory + "; . ./src/launcher/build.sh; check_maven";
        Ended old = sh(check, Map.of("PATH", bin + ":" + System.getenv("PATH")));
        assertEquals(1, old.exit());
        assertEquals("licet: Maven 3.8 or newer is needed to build; found 3.6", old.err());
        Files.writeString(mvn, "#!/bin/sh\necho 'Apache Maven 4.0.0'\n");
        assertEquals(
                0, sh(check, Map.of("PATH", bin + ":" + System.getenv("PATH"))).exit());
    }

    @Test
    void a_lock_whose_owner_is_gone_is_taken_over() throws Exception {
        Path lock = Files.createDirectories(directory.resolve("target/run.lock"));
        Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        gone.waitFor();
        Files.writeString(lock.resolve("owner"), gone.pid() + "\n");
        String take = "home=" + directory + "; . ./src/launcher/build.sh; take_lock; cat \"$lock/owner\"; echo $$";
        Ended ended = sh(take, Map.of());
        String[] lines = ended.out().split("\n");
        assertEquals(lines[1], lines[0]);
        assertTrue(Files.notExists(lock));
    }

    @Test
    void neither_a_command_nor_the_service_leaves_a_dump_of_its_memory() throws Exception {
        // Where core files are off by themselves, nothing would show that the launcher turns them off.
        String unlimited = "ulimit -c $(ulimit -H -c); ";
        String find = ". ./src/launcher/jvm.sh; find_short_flags none; find_serve_flags none; ulimit -c; ";
        for (String flags : List.of("$short_flags", "$serve_flags")) {
            String print = '"' + JAVA_HOME + "/bin/java\" " + flags + " -XX:+PrintFlagsFinal -version";
            Ended ended = sh(unlimited + find + print, Map.of());
            assertEquals(0, ended.exit(), ended.err());
            assertEquals("0", ended.out().lines().findFirst().orElseThrow());
            assertFlag(ended, "CreateCoredumpOnCrash", "false");
            assertFlag(ended, "HeapDumpOnOutOfMemoryError", "false");
            assertFlag(ended, "DisableAttachMechanism", "true");
        }
    }

    /// As the JVM itself understood it.
    private static void assertFlag(Ended ended, String name, String value) {
        assertTrue(ended.out().lines().anyMatch(line -> line.matches(" *bool " + name + " *= " + value + " .*")), name);
    }
}
