package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.record.Event;
import dev.licet.storage.Verification.Finding;
import dev.licet.storage.Verification.Rule;
import dev.licet.storage.book.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Somebody who can write to the tables and lacks the master key.
abstract class BooksContract extends DatabaseContract {
    private static final Environment PRODUCTION = Environment.PRODUCTION;
    private static final String OF_ACCOUNT = "environment = 'P' AND account = ";

    private AccountId account;

    /// A connection that this program has not opened.
    abstract Connection connect() throws SQLException;

    final void tamper(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        }
    }

    final void fill() {
        account = accountWithUnits(1000);
        account();
        for (int i = 0; i < 40; i++) {
            var token = Given.token(account, PRODUCTION, i, 1);
            for (int challenge : new int[] {1, 2, 2})
                Given.redemption(token, challenge, at(i)).by(database.ledger());
        }
        topUp(50);
        topUp(7);
        number();
    }

    /// Whoever reads has records numbered first; who seals, prunes or tampers takes what is numbered.
    private void number() {
        database.dashboard().log().end();
    }

    private static Instant at(int second) {
        return HandClock.START.plusSeconds(second);
    }

    private void topUp(long units) {
        database.administration()
                .balances()
                .topUp(account, PRODUCTION, units, "paid")
                .orThrow();
    }

    private void seal() {
        number();
        while (database.books().seal(() -> true) > 0) Thread.onSpinWait();
    }

    private List<Finding> findings() {
        return database.verification().findings();
    }

    final Set<Rule> broken() {
        return findings().stream().map(Finding::rule).collect(Collectors.toSet());
    }

    private void assertFound(Rule rule, String where) {
        var found = findings();
        assertTrue(
                found.stream()
                        .anyMatch(finding ->
                                finding.rule() == rule && finding.where().contains(where)),
                () -> rule + " " + where + " in " + found);
    }

    private String inBook(String table) {
        return "table " + table + ", account " + account + "/P: ";
    }

    @Test
    void books_are_whole_before_and_after_they_are_sealed_and_when_they_go_on() {
        fill();
        assertEquals(List.of(), findings());
        seal();
        assertEquals(List.of(), findings());
        topUp(1);
        Given.redemption(Given.token(account, PRODUCTION, 99, 1), 1, at(99)).by(database.ledger());
        seal();
        assertEquals(List.of(), findings());
        assertEquals(0, database.books().seal(() -> true));
    }

    @Test
    void a_license_that_is_taken_out_of_the_books_is_found_although_everything_was_made_to_fit() throws Exception {
        fill();
        seal();
        tamper("DELETE FROM challenge WHERE token = (SELECT token FROM record WHERE ordinal = 4 AND " + OF_ACCOUNT
                + account + ")");
        tamper("DELETE FROM record WHERE ordinal = 4 AND " + OF_ACCOUNT + account);
        for (int i = 5; i < 120; i++)
            tamper("UPDATE record SET ordinal = ordinal - 1 WHERE ordinal = " + i + " AND " + OF_ACCOUNT + account);
        tamper("UPDATE record_end SET records = records - 1 WHERE " + OF_ACCOUNT + account);
        assertEquals(Set.of(Rule.BOOKS_ARE_SEALED), broken());
        assertFound(Rule.BOOKS_ARE_SEALED, inBook("record") + "the rows at places 0 to 119 are not those that were");
    }

    @Test
    void units_that_are_given_back_are_found_although_a_movement_says_so() throws Exception {
        fill();
        tamper("INSERT INTO movement (account, environment, kind, units, reason, at, charges, place)"
                + " SELECT account, environment, kind, 500, reason, at, charges, place FROM movement"
                + " WHERE units = 50 AND " + OF_ACCOUNT + account);
        tamper("UPDATE account_half SET units = units + 500 WHERE " + OF_ACCOUNT + account);
        assertEquals(Set.of(Rule.ROWS_ARE_AS_WRITTEN), broken());
        seal();
        assertFound(Rule.ROWS_ARE_AS_WRITTEN, inBook("movement") + "row ");
    }

    @Test
    void a_top_up_that_is_entered_twice_is_found() throws Exception {
        fill();
        tamper("INSERT INTO movement (account, environment, kind, units, reason, at, charges, place, tag)"
                + " SELECT account, environment, kind, units, reason, at, charges, place, tag FROM movement"
                + " WHERE units = 50 AND " + OF_ACCOUNT + account);
        tamper("UPDATE account_half SET units = units + 50 WHERE " + OF_ACCOUNT + account);
        assertFound(Rule.ROWS_ARE_AS_WRITTEN, inBook("movement") + "row ");
    }

    @Test
    void cookies_and_times_that_are_changed_are_found_by_their_rows() throws Exception {
        fill();
        tamper("UPDATE record SET cookie = 'another' WHERE ordinal = 7 AND " + OF_ACCOUNT + account);
        tamper("UPDATE record SET at = at + 1 WHERE ordinal = 11 AND " + OF_ACCOUNT + account);
        assertEquals(Set.of(Rule.ROWS_ARE_AS_WRITTEN), broken());
        assertFound(Rule.ROWS_ARE_AS_WRITTEN, "(place 7) is not as it was written");
        assertFound(Rule.ROWS_ARE_AS_WRITTEN, "(place 11) is not as it was written");
    }

    @Test
    void records_that_nobody_wrote_are_found() throws Exception {
        fill();
        tamper("INSERT INTO record (account, ordinal, at, code, redemption_window, kind, drm, charged, units, found,"
                + " environment, request, token, kids, device, cookie, content, reason, facts, tag)"
                + " SELECT account, 120, at, code, redemption_window, 5, drm, 0, NULL, found, environment, request,"
                + " token, kids, device, cookie, content, reason, facts, NULL FROM record WHERE ordinal = 119 AND "
                + OF_ACCOUNT + account);
        tamper("UPDATE record_end SET records = 121 WHERE " + OF_ACCOUNT + account);
        assertEquals(Set.of(Rule.ROWS_ARE_AS_WRITTEN), broken());
        assertEquals(123, sealed());
        assertFound(Rule.ROWS_ARE_AS_WRITTEN, "(place 120) is not as it was written");
    }

    private long sealed() {
        return database.books().seal(() -> true);
    }

    @Test
    void a_unit_that_is_given_back_twice_is_found() throws Exception {
        fill();
        var attempt = Given.redemption(Given.token(account, PRODUCTION, 77, 1), 1, at(50));
        Given.takeBack(database.ledger(), attempt, at(51));
        number();
        tamper("INSERT INTO record (account, ordinal, at, code, redemption_window, kind, drm, charged, units, found,"
                + " environment, request, token, kids, device, cookie, content, reason, facts, tag)"
                + " SELECT account, 122, at, code, redemption_window, kind, drm, charged, units, found, environment,"
                + " request, token, kids, device, cookie, content, reason, facts, tag FROM record WHERE ordinal = 121"
                + " AND " + OF_ACCOUNT + account);
        tamper("UPDATE record_end SET records = 123 WHERE " + OF_ACCOUNT + account);
        tamper("UPDATE account_half SET units = units + 1 WHERE " + OF_ACCOUNT + account);
        tamper("DELETE FROM redemption WHERE token = (SELECT token FROM record WHERE ordinal = 121 AND " + OF_ACCOUNT
                + account + ")");
        assertTrue(broken().contains(Rule.WINDOWS_ARE_CHARGED_ONCE));
    }

    /// One bit of each column of one row, one after the other.
    private void flip(String table, String which, Rule rule, String where) throws SQLException {
        for (String column : columns(table)) {
            try (var connection = connect()) {
                Object before = value(connection, table, column, which);
                Object after = flipped(column, before);
                if (!set(connection, table, column, which, after)) continue;
                var found = findings();
                assertTrue(
                        found.stream().anyMatch(finding -> finding.where().contains(where))
                                || rule == Rule.BOOKS_ARE_SEALED && !found.isEmpty(),
                        () -> table + "." + column + ": " + before + " to " + after + ": " + found);
                String moved = which.replaceAll("\\b" + column + " = '?\\w+'?", column + " = " + literal(after));
                assertTrue(set(connection, table, column, moved, before), column);
                assertEquals(List.of(), findings(), column);
            }
        }
    }

    private static String literal(Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    private List<String> columns(String table) throws SQLException {
        var names = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            var about = rows.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) names.add(about.getColumnName(i));
        }
        return names;
    }

    private static Object value(Connection connection, String table, String column, String which) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + column + " FROM " + table + " WHERE " + which)) {
            assertTrue(rows.next(), which);
            Object value = rows.getObject(1);
            if (value != null) return value;
            String type = rows.getMetaData().getColumnTypeName(1).toUpperCase(Locale.ROOT);
            return switch (type) {
                case "TEXT" -> new Absent("x");
                case "BLOB", "BYTEA" -> new Absent(new byte[] {1});
                default -> new Absent(1L);
            };
        }
    }

    /// Nothing, and what can stand there instead.
    private record Absent(Object other) {}

    private static Object flipped(String column, Object value) {
        return switch (value) {
            case Absent absent -> absent.other();
            case byte[] bytes -> {
                byte[] other = bytes.clone();
                other[other.length / 2] ^= 4;
                yield other;
            }
            case String text when column.equals("environment") -> text.equals("P") ? "T" : "P";
            case String text when column.equals("kind") && text.equals("top-up") -> "set";
            case String text when text.isEmpty() -> "x";
            case String text -> text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) ^ 1);
            case Number number
            when Set.of("id", "ordinal", "next", "number").contains(column) -> number.longValue() ^ 1 << 20;
            case Number number -> number.longValue() ^ 1;
            default -> throw new IllegalStateException(column);
        };
    }

    /// @return false when the database itself refuses that
    private static boolean set(Connection connection, String table, String column, String which, Object value)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("UPDATE " + table + " SET " + column + " = ? WHERE " + which)) {
            statement.setObject(1, value instanceof Absent ? null : value);
            assertEquals(1, statement.executeUpdate(), which);
            return true;
        } catch (SQLException refused) {
            System.out.println(table + "." + column + ": " + refused.getMessage());
            return false;
        }
    }

    @Test
    void one_bit_of_any_column_of_a_record_is_found() throws Exception {
        fill();
        seal();
        flip(
                "record",
                "ordinal = 6 AND " + OF_ACCOUNT + account,
                Rule.ROWS_ARE_AS_WRITTEN,
                "account " + account + "/P");
    }

    @Test
    void one_bit_of_any_column_of_a_movement_is_found() throws Exception {
        fill();
        seal();
        String which = "units = 50 AND " + OF_ACCOUNT + account;
        flip("movement", which, Rule.ROWS_ARE_AS_WRITTEN, inBook("movement"));
    }

    @Test
    void one_bit_of_any_column_of_a_seal_is_found() throws Exception {
        fill();
        seal();
        flip("book_seal", "book = 0 AND next = 120 AND " + OF_ACCOUNT + account, Rule.BOOKS_ARE_SEALED, "account ");
    }

    @Test
    void one_bit_of_any_column_of_the_audit_trail_is_found() throws Exception {
        fill();
        for (int i = 0; i < 3; i++) {
            var target = Target.INSTALLATION.of(account).saying("line " + i);
            database.audit().note(new Deed(Actor.service(), Verb.BALANCE_ADD, target, new Ending.Done()));
        }
        flip("audit_line", "number = 2", Rule.AUDIT_IS_A_CHAIN, "line ");
        flip("audit_head", "id = 1", Rule.AUDIT_IS_A_CHAIN, "line ");
    }

    @Test
    void a_seal_of_another_account_or_an_older_one_does_not_fit() throws Exception {
        fill();
        seal();
        tamper("UPDATE book_seal SET next = 100 WHERE book = 0 AND next = 120");
        assertFound(Rule.BOOKS_ARE_SEALED, "the seal of the records before place 100 is not genuine");
    }

    @Test
    void pruning_keeps_the_books_whole_whether_they_are_sealed_or_not() throws Exception {
        fill();
        assertEquals(30, database.retention().prune(at(10), _ -> true));
        assertEquals(List.of(), findings());
        seal();
        assertEquals(List.of(), findings());
        assertEquals(15, database.retention().prune(at(15), _ -> true));
        assertEquals(List.of(), findings());
        seal();
        Given.redemption(Given.token(account, PRODUCTION, 99, 1), 1, at(99)).by(database.ledger());
        seal();
        assertEquals(List.of(), findings());
        tamper("UPDATE movement SET reason = 'window 2' WHERE kind = 'charge' AND place = 7 AND " + OF_ACCOUNT
                + account);
        assertEquals(Set.of(Rule.ROWS_ARE_AS_WRITTEN), broken());
    }

    @Test
    void what_is_removed_by_hand_is_not_what_retention_removes() throws Exception {
        account = account();
        for (int i = 0; i < 300; i++)
            database.ledger().write(Given.event(Event.Kind.ISSUED, account, PRODUCTION, at(i)));
        seal();
        tamper("DELETE FROM record WHERE ordinal < 256 AND " + OF_ACCOUNT + account);
        tamper("INSERT INTO record_floor (account, environment, ordinal, charged) VALUES (" + account
                + ", 'P', 256, 0)");
        assertEquals(Set.of(Rule.BOOKS_ARE_SEALED), broken());
        assertFound(Rule.BOOKS_ARE_SEALED, inBook("record") + "no seal says that retention removed");
    }

    @Test
    void what_was_tampered_with_is_not_pruned() throws Exception {
        fill();
        seal();
        tamper("UPDATE record SET id = id + 100000 WHERE ordinal = 3 AND " + OF_ACCOUNT + account);
        database.retention().prune(at(100), _ -> true);
        assertEquals(
                120, database.records().window(account, PRODUCTION, 0, 1000).size());
    }

    private void assertGoesOn(Checkpoint earlier, boolean expected) {
        var found = database.verify(Optional.of(earlier), _ -> {}).findings();
        assertEquals(expected, found.isEmpty(), () -> found.toString());
    }

    @Test
    void books_go_on_from_a_checkpoint_and_not_from_one_of_more() throws Exception {
        fill();
        Checkpoint made = database.books().checkpoint();
        var earlier = Checkpoint.parse(made.toString()).orElseThrow();
        assertEquals(made.toString(), earlier.toString());
        assertEquals(2, earlier.ends().size());
        assertTrue(database.books().hasSigned(earlier));
        assertGoesOn(earlier, true);

        Given.redemption(Given.token(account, PRODUCTION, 99, 1), 1, at(99)).by(database.ledger());
        number();
        Checkpoint later = database.books().checkpoint();
        assertGoesOn(earlier, true);
        assertGoesOn(later, true);
        database.retention().prune(at(10), _ -> true);
        assertGoesOn(earlier, true);

        // Everything is put back to what it was, the seals too.
        tamper("DELETE FROM redemption WHERE token = (SELECT token FROM record WHERE ordinal = 120 AND " + OF_ACCOUNT
                + account + ")");
        tamper("DELETE FROM record WHERE ordinal = 120 AND " + OF_ACCOUNT + account);
        tamper("UPDATE record_end SET records = records - 1 WHERE " + OF_ACCOUNT + account);
        tamper("UPDATE account_half SET units = units + 1 WHERE " + OF_ACCOUNT + account);
        tamper("DELETE FROM book_seal WHERE next = 121");
        seal();
        assertGoesOn(earlier, true);
        assertGoesOn(later, false);
    }

    @Test
    void a_checkpoint_that_was_changed_or_signed_by_somebody_else_is_none_of_ours() throws Exception {
        fill();
        String text = database.books().checkpoint().toString();
        var changed =
                Checkpoint.parse(text.replace("record 120 ", "record 119 ")).orElseThrow();
        assertFalse(database.books().hasSigned(changed));
        assertEquals(Optional.empty(), Checkpoint.parse(text.replace("production", "prod")));
        assertEquals(Optional.empty(), Checkpoint.parse(text + "x"));
        tamper("UPDATE checkpoint_key SET point = sealed_key");
        assertFalse(database.books().hasSigned(Checkpoint.parse(text).orElseThrow()));
    }

    @Test
    void two_nodes_seal_the_same_books() {
        fill();
        var other = openAgain();
        for (int i = 0; i < 700; i++) {
            database.ledger().write(Given.event(Event.Kind.ISSUED, account, PRODUCTION, at(50)));
            if (i % 50 == 0)
                inParallel(
                        2, node -> () -> (node == 0 ? database : other).books().seal(() -> true));
        }
        seal();
        assertEquals(List.of(), findings());
        clock.advance(Duration.ofDays(40));
        assertEquals(
                new Balance.Units(1017),
                database.administration().balances().show(account, PRODUCTION).orThrow());
    }
}
