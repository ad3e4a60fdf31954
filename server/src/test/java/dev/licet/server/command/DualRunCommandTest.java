package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.dualrun.Comparison;
import dev.licet.domain.dualrun.Comparison.Failed;
import dev.licet.domain.dualrun.Comparison.NotCompared;
import dev.licet.domain.dualrun.Comparison.Result;
import dev.licet.domain.dualrun.Comparison.Times;
import dev.licet.domain.dualrun.Difference;
import dev.licet.domain.dualrun.Trait;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.server.command.Terminal.Printed;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.Place;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DualRunCommandTest {
    private static final String URL = "https://license.example.com/cenc/getlicense/studio";
    private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeASigner() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
        assertEquals(
                0,
                terminal.run(
                                "keys",
                                "signer",
                                "create",
                                "--account",
                                "201722",
                                "--environment",
                                "test",
                                "--name",
                                "studio")
                        .exit());
    }

    private Printed dualRun(String verb, String... more) {
        var all =
                new ArrayList<>(List.of("widevine", "dual-run", verb, "--account", "201722", "--environment", "test"));
        all.addAll(List.of(more));
        return terminal.run(all.toArray(String[]::new));
    }

    @Test
    void a_dual_run_is_set_shown_listed_and_removed() {
        String shown = """
                account  environment  signer  url                                                 leader
                201722   test         studio  https://license.example.com/cenc/getlicense/studio  theirs
                """;
        var set = dualRun("set", "--name", "studio", "--url", URL, "--leader", "theirs");
        assertEquals(shown, set.out() + set.err());
        assertEquals(shown, dualRun("show", "--name", "studio").out());
        String listed = terminal.run("keys", "signer", "list", "--account", "201722", "--environment", "test")
                .out();
        assertTrue(listed.contains(URL + ", leader theirs"), listed);
        String audit = terminal.run("audit", "list").out();
        assertTrue(audit.contains("signer.dual-run.set"), audit);
        assertEquals(0, dualRun("remove", "--name", "studio").exit());
        var gone = dualRun("show", "--name", "studio");
        assertEquals(3, gone.exit());
        assertEquals("licet: the requests of studio go nowhere else\n", gone.err());
    }

    @Test
    void what_cannot_be_one_is_told() {
        for (var nobody : List.of(
                dualRun("set", "--name", "other", "--url", URL, "--leader", "ours"),
                dualRun("show", "--name", "other"),
                dualRun("remove", "--name", "other"))) {
            assertEquals(3, nobody.exit());
            assertEquals("licet: the account has no signer of that name in that environment\n", nobody.err());
        }
        assertEquals(
                2,
                dualRun("set", "--name", "studio", "--url", URL, "--leader", "both")
                        .exit());
        String open = "http://license.example.com/";
        var refused = dualRun("set", "--name", "studio", "--url", open, "--leader", "ours");
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("https"), refused.err());
    }

    private void compared(Database database, int number, Result result, Duration theirs) {
        var comparison = new Comparison(
                Leader.OURS, result, new Times(Optional.of(Duration.ofMillis(4)), Optional.of(theirs)), false);
        var origin = Origin.of(Environment.TEST, new AccountId(201722), Drm.WIDEVINE, "request-" + number);
        database.ledger()
                .write(Event.of(Event.Kind.COMPARED, BEGIN.plusSeconds(number), origin, Subject.NONE)
                        .with(comparison.facts("studio", number == 5 ? 7 : 0)));
    }

    private void compare() {
        var random = new SecureRandom();
        var master = MasterKey.inFile(directory.resolve("data").resolve("master.key"), random);
        var settings = DatabaseSettings.forCommand(
                new Place.Embedded(directory.resolve("data")), master, InstantSource.system(), random);
        try (var database = Database.open(settings)) {
            var hdcp = new Difference(Trait.HDCP, "V1", "V2");
            var status = new Difference(Trait.STATUS, "OK", "ACCESS_DENIED");
            compared(database, 1, Comparison.of(List.of()), Duration.ofMillis(30));
            compared(database, 2, Comparison.of(List.of(hdcp)), Duration.ofMillis(40));
            compared(database, 3, Comparison.of(List.of(hdcp, status)), Duration.ofMillis(50));
            compared(database, 4, new Failed("did not answer in time"), Duration.ofSeconds(2));
            compared(database, 5, Comparison.of(List.of()), Duration.ofMillis(10));
            var less = new Difference(Trait.HDCP, "V2", "V1");
            compared(database, 6, Comparison.of(List.of(less)), Duration.ofMillis(40));
            String session = "a license is renewed and given back where it was given";
            compared(database, 7, new NotCompared(session), Duration.ofMillis(40));
        }
    }

    @Test
    void the_report_counts_by_signer_and_names_requests() {
        compare();
        assertEquals("""
                signer  same  different  failed  not_compared  stood_in  ours_ms  theirs_ms  differences       causes
                studio  2     3          1       8             0         4        40         hdcp 3, status 1  failed 1, not_compared 1
                studio: 3 differ in hdcp, mostly ours V1, theirs V2; request-2, request-3, request-6
                studio: 1 differ in status, mostly ours OK, theirs ACCESS_DENIED; request-3
                studio: 1 failed: the other service did not answer in time; request-4
                studio: 1 not compared: a license is renewed and given back where it was given; request-7
                """, dualRun("report").out());
        assertEquals(
                """
                [{"signer":"studio","same":1,"different":1,"failed":0,"not_compared":0,"stood_in":0,"ours_ms":4,"theirs_ms":30,\
                "differences":[{"difference":"hdcp","count":1,"mostly":"ours V1, theirs V2","requests":"request-2"}],\
                "causes":[]}]
                """, dualRun("report", "--to", "2026-11-20T12:00:03Z", "--json").out());
        String failed = dualRun("report", "--from", "2026-11-20T12:00:04Z", "--to", "2026-11-20T12:00:05Z", "--json")
                .out();
        String cause =
                "{\"outcome\":\"failed\",\"count\":1,\"why\":\"did not answer in time\",\"requests\":\"request-4\"}";
        assertTrue(failed.contains("\"causes\":[" + cause + "]"), failed);
        assertEquals("[]\n", dualRun("report", "--from", "2026-11-21", "--json").out());
    }
}
