package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Verification.Finding;
import dev.licet.storage.Verification.Rule;
import dev.licet.storage.audit.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

abstract class AuditContract extends DatabaseContract {
    private static final Actor KATE = new Actor(Actor.Kind.USER, "kate+ops@example.com", "192.0.2.7", "req-1");
    private static final AccountId ONE = new AccountId(201_722);
    private static final AccountId TWO = new AccountId(201_723);

    /// Somebody who can write to the tables.
    abstract void tamper(String sql) throws Exception;

    private AuditTrail trail() {
        return database.audit();
    }

    private static Deed deed(Actor actor, Verb verb, Target target) {
        return new Deed(actor, verb, target, new Ending.Done());
    }

    private static Target of(AccountId account) {
        return Target.INSTALLATION.of(account);
    }

    private List<AuditLine> all() {
        return trail().after(AuditFilter.ALL, 0, 10_000);
    }

    private void write(int lines) {
        for (int i = 0; i < lines; i++) trail().note(deed(KATE, Verb.BALANCE_ADD, of(ONE).saying("line " + i)));
    }

    private List<String> broken() {
        return database.verification().findings().stream()
                .filter(finding -> finding.rule() == Rule.AUDIT_IS_A_CHAIN)
                .map(Finding::where)
                .toList();
    }

    @Test
    void a_line_says_who_what_when_from_where_and_how_it_ended() {
        var target = of(ONE).in(Environment.PRODUCTION).saying("1000 units, invoice 7");
        var done = deed(KATE, Verb.BALANCE_ADD, target);
        var refused = new Deed(
                Actor.command("root"), Verb.USER_CREATE, Target.INSTALLATION, new Ending.Refused("there is one"));
        var failed = new Deed(Actor.service(), Verb.SEALING_KEY_ROTATE, Target.INSTALLATION, new Ending.Failed("disk"));
        Stream.of(done, refused, failed).forEach(trail()::note);

        var elsewhere = openAgain().audit().after(AuditFilter.ALL, 0, 10);
        assertEquals(
                List.of(done, refused, failed),
                elsewhere.stream().map(AuditLine::deed).toList());
        assertEquals(
                List.of(1L, 2L, 3L), elsewhere.stream().map(AuditLine::number).toList());
        assertEquals(HandClock.START, elsewhere.getFirst().at());
        assertEquals(3, elsewhere.stream().map(AuditLine::hash).distinct().count());
        assertEquals(List.of(), broken());
    }

    @Test
    void every_verb_and_every_kind_of_actor_and_ending_comes_back_as_it_was() {
        for (Verb verb : Verb.values()) {
            for (Ending.Kind ending : Ending.Kind.values()) {
                var kind = Actor.Kind.values()[verb.ordinal() % Actor.Kind.values().length];
                var actor = new Actor(kind, "n", "a", "r");
                var deed =
                        new Deed(actor, verb, Target.INSTALLATION, ending.because(hasReason(ending) ? "because" : ""));
                trail().note(deed);
                assertEquals(
                        deed,
                        trail().latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                                .getFirst()
                                .deed());
            }
        }
        assertEquals(List.of(), broken());
    }

    private static boolean hasReason(Ending.Kind ending) {
        return switch (ending) {
            case REFUSED, FAILED -> true;
            case DONE, UNKNOWN -> false;
        };
    }

    @Test
    void odd_text_is_kept_as_it_can_be_kept_everywhere_and_does_not_break_the_chain() {
        for (String odd :
                List.of("\0", "a\nb\u001b[31m", "\ud800", "\u0131\u212a\ud83d\ude00", "x".repeat(5000), " ")) {
            trail().note(new Deed(
                    new Actor(Actor.Kind.UNKNOWN, odd, odd, odd),
                    Verb.SIGN_IN,
                    of(ONE).saying(odd),
                    new Ending.Refused(odd)));
        }
        assertEquals(List.of(), broken());
        assertTrue(all().stream()
                .noneMatch(line -> line.deed().target().what().chars().anyMatch(c -> c < ' ')));
        assertEquals(1000, all().get(4).deed().target().what().length());
    }

    @Test
    void lines_are_found_by_account_actor_verb_ending_and_time() {
        var bob = new Actor(Actor.Kind.USER, "bob", "", "");
        trail().note(deed(KATE, Verb.ACCOUNT_DISABLE, of(ONE)));
        clock.advance(Duration.ofHours(1));
        trail().note(deed(bob, Verb.ACCOUNT_DISABLE, of(TWO)));
        clock.advance(Duration.ofHours(1));
        trail().note(new Deed(bob, Verb.SIGN_IN, Target.INSTALLATION, new Ending.Refused("wrong password")));

        assertEquals(List.of(1L), numbers(AuditFilter.ALL.of(ONE)));
        assertEquals(List.of(2L, 3L), numbers(filter(Optional.of("bob"), Optional.empty(), Optional.empty())));
        assertEquals(
                List.of(1L, 2L),
                numbers(filter(Optional.empty(), Optional.of(Verb.ACCOUNT_DISABLE), Optional.empty())));
        assertEquals(
                List.of(3L), numbers(filter(Optional.empty(), Optional.empty(), Optional.of(Ending.Kind.REFUSED))));
        Instant second = HandClock.START.plus(Duration.ofHours(1));
        assertEquals(List.of(2L), numbers(between(second, second.plusSeconds(1))));
        assertEquals(List.of(1L), numbers(between(Instant.MIN, second)));
        assertEquals(
                List.of(3L, 2L),
                trail().latest(AuditFilter.ALL, Long.MAX_VALUE, 2).stream()
                        .map(AuditLine::number)
                        .toList());
        assertEquals(
                List.of(1L),
                trail().latest(AuditFilter.ALL, 2, 2).stream()
                        .map(AuditLine::number)
                        .toList());
    }

    private static AuditFilter filter(Optional<String> actor, Optional<Verb> verb, Optional<Ending.Kind> ending) {
        return new AuditFilter(Optional.empty(), actor, verb, ending, Instant.MIN, Instant.MAX);
    }

    private static AuditFilter between(Instant from, Instant to) {
        return new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), from, to);
    }

    private List<Long> numbers(AuditFilter filter) {
        return trail().after(filter, 0, 100).stream().map(AuditLine::number).toList();
    }

    @Test
    void several_nodes_write_one_chain_without_a_gap() {
        var nodes = List.of(database, openAgain(), openAgain());
        inParallel(300, i -> () -> {
            nodes.get(i % 3).audit().note(deed(KATE, Verb.KEY_CREATE, of(ONE).saying("key " + i)));
            return i;
        });
        var lines = all();
        assertEquals(
                LongStream.rangeClosed(1, 300).boxed().toList(),
                lines.stream().map(AuditLine::number).toList());
        assertEquals(
                300,
                lines.stream()
                        .map(line -> line.deed().target().what())
                        .distinct()
                        .count());
        assertEquals(List.of(), broken());
        assertEquals(300, database.verification().audit().number());
    }

    @Test
    void each_changed_part_of_a_line_is_found_at_that_line() throws Exception {
        write(5);
        var changes = List.of(
                "at = at + 1",
                "kind = 'command'",
                "actor = 'bob'",
                "address = ''",
                "request = 'other'",
                "account = 7",
                "account = NULL",
                "environment = 'T'",
                "verb = 'balance.set'",
                "what = 'nothing'",
                "ending = 'failed'",
                "reason = 'x'",
                "hash = (SELECT l.hash FROM audit_line AS l WHERE l.number = 2)",
                "verb = 'no.such.verb'");
        for (String change : changes) {
            tamper("CREATE TABLE kept AS SELECT * FROM audit_line WHERE number = 3");
            tamper("UPDATE audit_line SET " + change + " WHERE number = 3");
            String found = String.join(", ", broken());
            assertTrue(
                    found.equals("line 3 is not as it was written") || found.startsWith("after line "),
                    change + ": " + found);
            tamper("DELETE FROM audit_line WHERE number = 3");
            assertEquals(List.of("line 3 is missing"), broken());
            tamper("INSERT INTO audit_line SELECT * FROM kept");
            tamper("DROP TABLE kept");
            assertEquals(List.of(), broken());
        }
    }

    @Test
    void lines_that_changed_places_or_were_cut_off_are_found() throws Exception {
        write(6);
        tamper("UPDATE audit_line SET number = 100 WHERE number = 2");
        tamper("UPDATE audit_line SET number = 2 WHERE number = 3");
        tamper("UPDATE audit_line SET number = 3 WHERE number = 100");
        assertEquals(List.of("line 2 is not as it was written"), broken());
        tamper("UPDATE audit_line SET number = 100 WHERE number = 2");
        tamper("UPDATE audit_line SET number = 2 WHERE number = 3");
        tamper("UPDATE audit_line SET number = 3 WHERE number = 100");
        assertEquals(List.of(), broken());
        tamper("DELETE FROM audit_line WHERE number = 6");
        assertEquals(List.of("line 6 is missing"), broken());
        tamper("UPDATE audit_head SET number = 5");
        assertEquals(List.of("line 5 is not the one that the head names"), broken());
        tamper("DELETE FROM audit_head");
        assertEquals(List.of("the head is missing"), broken());
    }

    /// What the chain cannot show by itself, and what shows it: a hash that was kept elsewhere.
    @Test
    void an_end_that_was_cut_off_together_with_the_head_is_found_by_a_hash_that_was_noted() throws Exception {
        write(3);
        var noted = database.verification().audit();
        write(2);
        assertEquals(Optional.empty(), trail().missing(noted));
        tamper("DELETE FROM audit_line WHERE number > 2");
        tamper("UPDATE audit_head SET number = 2, hash = (SELECT l.hash FROM audit_line AS l WHERE l.number = 2)");
        assertEquals(List.of(), broken());
        assertEquals(Optional.of("the line " + noted + " is not in the audit trail"), trail().missing(noted));
        write(3);
        assertEquals(List.of(), broken());
        assertEquals(Optional.of("the line " + noted + " is not in the audit trail"), trail().missing(noted));
    }

    @Test
    void the_lines_of_an_earlier_version_come_first_and_are_chained() throws Exception {
        for (int i = 0; i < 450; i++) {
            tamper("INSERT INTO audit (at, actor, account, action, detail) VALUES (" + (1000 + i)
                    + ", 'kate', NULL, 'create user', 'bob " + i + "')");
        }
        tamper("INSERT INTO audit (at, actor, account, action, detail) VALUES (5000, 'command', 201722, 'x', '')");
        database = openAgain();
        write(1);
        var lines = all();
        assertEquals(452, lines.size());
        var first = lines.getFirst();
        assertEquals(Instant.EPOCH.plusNanos(1_000_000), first.at());
        assertEquals(Verb.EARLIER, first.deed().verb());
        assertEquals("create user: bob 0", first.deed().target().what());
        assertEquals(new Ending.Unknown(), first.deed().ending());
        assertEquals(Actor.Kind.COMMAND, lines.get(450).deed().actor().kind());
        assertEquals(Optional.of(ONE), lines.get(450).deed().target().account());
        assertEquals(List.of(), broken());
        openAgain();
        assertEquals(452, all().size());
    }
}
