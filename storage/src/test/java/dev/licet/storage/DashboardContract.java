package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.TimedId;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.operator.Role;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.dashboard.DashboardUser;
import dev.licet.storage.dashboard.DashboardUsers;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.record.LogPlace;
import dev.licet.storage.record.LoggedRecord;
import dev.licet.storage.record.RecordFilter;
import dev.licet.storage.record.RecordSearch;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

abstract class DashboardContract extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;

    private static SecretBytes text(String password) {
        return SecretBytes.copyOf(password.getBytes(StandardCharsets.UTF_8));
    }

    private DashboardUser user(String name) {
        return database.dashboard()
                .users()
                .create(name, Optional.empty(), Role.OWNER, text("password of " + name))
                .orThrow();
    }

    @Test
    void a_user_is_known_by_name_and_password_on_every_node() {
        var account = account();
        var users = database.dashboard().users();
        var made = users.create("viewer", Optional.of(account), Role.OWNER, text("one two three"))
                .orThrow();
        var elsewhere = openAgain().dashboard().users();

        assertEquals(Optional.of(made), elsewhere.authenticate("VIEWER", text("one two three")));
        assertEquals(Optional.of(account), made.account());
        assertEquals(Optional.empty(), elsewhere.authenticate("viewer", text("one two")));
        assertEquals(Optional.empty(), elsewhere.authenticate("nobody", text("one two three")));
        assertEquals(Optional.empty(), elsewhere.authenticate("no name!", text("one two three")));
        assertEquals(List.of(made), elsewhere.list());
    }

    @Test
    void a_name_is_given_once_and_an_account_must_be_there() {
        user("root");
        var users = database.dashboard().users();
        assertEquals(
                Outcome.refused(Reason.USER_EXISTS), users.create("root", Optional.empty(), Role.OWNER, text("x")));
        var nobody = new AccountId(4_000_000_000L);
        assertEquals(
                Outcome.refused(Reason.NO_SUCH_ACCOUNT),
                users.create("other", Optional.of(nobody), Role.OWNER, text("x")));
        assertEquals(Outcome.refused(Reason.NO_SUCH_USER), users.enable("other", false));
    }

    @Test
    void a_name_may_be_an_address_with_a_plus_or_a_providers_subject() {
        for (String name : List.of("kate+licet@example.com", "auth0|5f7c8ec7", "f:2d1e:Kate", "x".repeat(255))) {
            assertEquals(name, user(name).name());
        }
        for (String none : List.of("", "x".repeat(256), "a b", "a,b", "\u212aate", "kate\n")) {
            assertEquals(Optional.empty(), DashboardUsers.name(none), none);
        }
    }

    /// U+212A is the sign of the unit kelvin, which Java's lower case turns into a `k`.
    @Test
    void a_letter_that_unicode_folds_into_another_makes_nobody_else() {
        var users = database.dashboard().users();
        var kate = user("kate@example.com");
        assertEquals(Optional.of(kate), users.find("KATE@example.com"));
        assertEquals(Optional.empty(), users.find("\u212aate@example.com"));
        assertEquals(
                Optional.empty(), users.authenticate("\u212aate@example.com", text("password of kate@example.com")));
    }

    @Test
    void a_subject_is_compared_exactly_and_its_case_is_kept() {
        var users = database.dashboard().users();
        var subject = user("AbC-9xY");
        user("root");
        assertEquals(Optional.of(subject), users.findExactly("AbC-9xY"));
        assertEquals(Optional.empty(), users.findExactly("abc-9xy"));
        assertEquals(Optional.of(subject), users.find("abc-9xy"));
        assertEquals(
                Outcome.refused(Reason.USER_EXISTS),
                users.create("ABC-9XY", Optional.empty(), Role.OWNER, text("password of x")));
        assertFalse(users.enable("aBC-9xy", false).orThrow().enabled());
    }

    @Test
    void somebody_who_says_who_signs_in_is_always_left() {
        var users = database.dashboard().users();
        var account = account();
        user("root");
        users.create("of", Optional.of(account), Role.OWNER, text("x")).orThrow();
        users.create("money", Optional.empty(), Role.FINANCE, text("x")).orThrow();
        user("gone");
        users.enable("gone", false).orThrow();
        assertEquals(Outcome.refused(Reason.LAST_OWNER), users.enable("ROOT", false));
        for (Role role : Role.values()) {
            if (role != Role.OWNER) assertEquals(Outcome.refused(Reason.LAST_OWNER), users.assign("root", role));
        }
        users.assign("root", Role.OWNER).orThrow();
        users.password("root", text("another")).orThrow();
        users.enable("of", false).orThrow();
        assertEquals(
                Role.READ_ONLY, users.assign("money", Role.READ_ONLY).orThrow().role());
        users.assign("money", Role.OWNER).orThrow();
        assertEquals(
                Role.OPERATOR, users.assign("root", Role.OPERATOR).orThrow().role());
        assertEquals(Outcome.refused(Reason.LAST_OWNER), users.enable("money", false));
    }

    @Test
    void of_two_owners_who_remove_each_other_one_is_left() throws Exception {
        var here = database.dashboard().users();
        var there = openAgain().dashboard().users();
        user("one");
        user("two");
        for (int round = 0; round < 10; round++) {
            here.assign("one", Role.OWNER).orThrow();
            here.enable("two", true).orThrow();
            try (var threads = Executors.newFixedThreadPool(2)) {
                var calls = List.<Callable<Outcome<DashboardUser>>>of(
                        () -> here.assign("one", Role.FINANCE), () -> there.enable("two", false));
                long refused = 0;
                for (var call : threads.invokeAll(calls)) {
                    if (call.get().equals(Outcome.refused(Reason.LAST_OWNER))) refused++;
                }
                assertEquals(1, refused, "round " + round);
            }
        }
    }

    @Test
    void another_role_ends_all_sessions() {
        var data = database.dashboard();
        user("root");
        var kate = user("kate");
        var session = data.sessions().open(kate);
        data.users().assign("kate", Role.FINANCE).orThrow();
        assertEquals(Optional.empty(), data.sessions().find(session));
    }

    @Test
    void switching_off_and_a_new_password_end_all_sessions() {
        var data = database.dashboard();
        user("another");
        var root = user("root");
        var first = data.sessions().open(root);
        data.users().enable("root", false).orThrow();
        assertEquals(Optional.empty(), data.sessions().find(first));
        assertEquals(Optional.empty(), data.users().authenticate("root", text("password of root")));
        data.users().enable("root", true).orThrow();
        assertEquals(Optional.empty(), data.sessions().find(first));

        var second = data.sessions().open(root);
        data.users().password("root", text("another one")).orThrow();
        assertEquals(Optional.empty(), data.sessions().find(second));
        assertEquals(Optional.empty(), data.users().authenticate("root", text("password of root")));
        assertTrue(data.users().authenticate("root", text("another one")).isPresent());
    }

    @Test
    void a_session_lasts_while_it_is_used_and_no_longer_than_half_a_day() {
        var sessions = database.dashboard().sessions();
        var root = user("root");
        var used = sessions.open(root);
        var idle = sessions.open(root);
        for (int i = 0; i < 35; i++) {
            assertEquals(Optional.of(root), sessions.find(used), "after " + i * 20 + " minutes");
            clock.advance(Duration.ofMinutes(20));
        }
        assertEquals(Optional.empty(), sessions.find(idle));
        clock.advance(Duration.ofMinutes(21));
        assertEquals(Optional.empty(), sessions.find(used));
        assertEquals(Optional.empty(), sessions.find(SecretBytes.copyOf(new byte[32])));
    }

    @Test
    void a_page_that_asks_by_itself_keeps_no_session_alive() {
        var sessions = database.dashboard().sessions();
        var root = user("root");
        var left = sessions.open(root);
        for (int minutes = 0; minutes <= 30; minutes += 5) {
            assertEquals(Optional.of(root), sessions.peek(left), "after " + minutes + " minutes");
            clock.advance(Duration.ofMinutes(5));
        }
        assertEquals(Optional.empty(), sessions.peek(left));
        assertEquals(Optional.empty(), sessions.find(left));
    }

    @Test
    void a_session_that_was_ended_is_over_everywhere() {
        var sessions = database.dashboard().sessions();
        var secret = sessions.open(user("root"));
        var elsewhere = openAgain().dashboard().sessions();
        assertTrue(elsewhere.find(secret).isPresent());
        sessions.close(secret);
        assertFalse(elsewhere.find(secret).isPresent());
    }

    private long write(AccountId account, String cookie, Instant at) {
        return written(Given.withCookie(Given.event(Event.Kind.ISSUED, account, TEST, at), cookie));
    }

    private static List<Long> ids(List<EventRecord> records) {
        return records.stream().map(EventRecord::id).toList();
    }

    @Test
    void records_are_paged_backwards_and_followed_forwards() {
        var account = account();
        var other = account();
        long a = write(account, "a", HandClock.START);
        long foreign = write(other, "a", HandClock.START);
        long b = write(account, "b", HandClock.START);
        long c = write(account, "c", HandClock.START);
        var search = database.dashboard().records();

        assertEquals(List.of(c, b), ids(search.find(account, TEST, RecordFilter.ALL, Long.MAX_VALUE, 2)));
        assertEquals(List.of(a), ids(search.find(account, TEST, RecordFilter.ALL, b, 2)));
        assertEquals(List.of(a, b, c), ids(search.after(account, TEST, 0, 9)));
        assertEquals(List.of(b), ids(search.after(account, TEST, a, 1)));
        assertEquals(List.of(), search.after(account, TEST, c, 9));
        assertEquals(List.of(), search.after(account, Environment.PRODUCTION, 0, 9));
        assertEquals(List.of(a, b, c), ids(search.after(account, TEST, foreign, 9)), "another's number says nothing");
    }

    private static List<Long> numbers(List<LoggedRecord> entries) {
        return entries.stream().map(entry -> entry.record().id()).toList();
    }

    @Test
    void the_records_of_all_accounts_are_followed_with_those_of_nobody() {
        var account = account();
        var other = account();
        var log = database.dashboard().log();
        var empty = log.end();
        long a = write(account, "a", HandClock.START);
        long b = write(other, "b", HandClock.START);
        var nobodys = Event.of(
                        Event.Kind.REFUSED,
                        HandClock.START,
                        Event.Origin.ofNobody(TEST, Drm.WIDEVINE, "r"),
                        Event.Subject.NONE)
                .refused(Event.Kind.REFUSED, Refused.request(Refusal.AUTHENTICATOR_MISSING, "none"));
        database.ledger().write(nobodys);
        long c = log.nobodys(TEST, "r").orElseThrow().id();

        var news = log.after(empty, 2);
        assertEquals(List.of(a, b), numbers(news.entries()));
        assertTrue(news.full());
        assertEquals(
                List.of(Optional.of(account), Optional.of(other)),
                news.entries().stream().map(LoggedRecord::account).toList());
        var rest = log.after(news.place(), 2);
        assertEquals(List.of(c), numbers(rest.entries()));
        assertEquals(Optional.empty(), rest.entries().getFirst().account());
        assertFalse(rest.full());
        assertEquals(LogPlace.after(c), log.end());
        assertEquals(c, log.nobodys(TEST, "r").orElseThrow().id());
        assertEquals(Optional.empty(), log.nobodys(Environment.PRODUCTION, "r"));
        assertEquals(Optional.empty(), log.nobodys(TEST, "another"));

        assertEquals(List.of(c, b), numbers(log.newest(log.end(), TEST, RecordFilter.ALL, 2)));
        assertEquals(List.of(b, a), numbers(log.newest(LogPlace.after(b), TEST, RecordFilter.ALL, 9)));
        assertEquals(List.of(), log.newest(log.end(), Environment.PRODUCTION, RecordFilter.ALL, 9));
    }

    @Test
    void records_are_filtered_by_what_they_are_about_and_by_how_it_ended() {
        var account = account();
        long good = write(account, "a", HandClock.START);
        var why = Refused.request(Refusal.COOKIE, "too long");
        long bad = written(
                Given.event(Event.Kind.ISSUED, account, TEST, HandClock.START).refused(Event.Kind.REFUSED, why));
        var any = RecordFilter.Names.ANY;
        for (boolean refused : new boolean[] {false, true}) {
            var sort =
                    new RecordFilter.Sort(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(refused));
            assertEquals(List.of(refused ? bad : good), found(account, any, sort));
        }
        var sort = RecordFilter.Sort.ANY;
        var both = List.of(bad, good);
        var none = List.<Long>of();
        var token = Optional.of(Given.tokenId(7));
        var other = Optional.of(Given.tokenId(8));
        assertEquals(both, found(account, named(token, "device", "content"), sort));
        assertEquals(none, found(account, named(other, "device", "content"), sort));
        assertEquals(none, found(account, named(token, "devices", "content"), sort));
        assertEquals(none, found(account, named(token, "device", "contents"), sort));
    }

    private static RecordFilter.Names named(Optional<TokenId> token, String device, String content) {
        return new RecordFilter.Names(
                Optional.empty(), Optional.empty(), token, Optional.of(device), Optional.of(content));
    }

    /// The same is said of each record while it comes.
    private List<Long> found(AccountId account, RecordFilter.Names names, RecordFilter.Sort sort) {
        var filter = new RecordFilter(names, sort, Optional.empty(), Optional.empty());
        var search = database.dashboard().records();
        var all = search.find(account, TEST, RecordFilter.ALL, Long.MAX_VALUE, 9);
        var found = ids(search.find(account, TEST, filter, Long.MAX_VALUE, 9));
        assertEquals(found, ids(all.stream().filter(filter::admits).toList()));
        return found;
    }

    @Test
    void a_record_is_found_by_whatever_it_mentions() {
        var account = account();
        long a = write(account, "only a", HandClock.START);
        long b = write(account(), "b", HandClock.START);
        String timed = HexFormat.of().formatHex(TimedId.fresh(HandClock.START, new SecureRandom()));
        var origin = Event.Origin.of(Environment.PRODUCTION, account, Drm.FAIRPLAY, timed);
        long c = written(Event.of(Event.Kind.ISSUED, HandClock.START, origin, Event.Subject.NONE));
        var stranger = Event.of(
                        Event.Kind.REFUSED,
                        HandClock.START,
                        Event.Origin.ofNobody(TEST, Drm.WIDEVINE, "a stranger's"),
                        Event.Subject.NONE)
                .refused(Event.Kind.REFUSED, Refused.request(Refusal.AUTHENTICATOR_MISSING, "none"));
        database.ledger().write(stranger);
        long d = database.dashboard()
                .log()
                .nobodys(TEST, "a stranger's")
                .orElseThrow()
                .id();
        assertEquals(List.of(d), mentions(Optional.empty(), "a stranger's"));
        assertEquals(List.of(), mentions(Optional.of(account), "a stranger's"));
        for (String text : List.of("request-1", Given.tokenId(7).hex(), Given.KID.hex(), "device", "content")) {
            assertEquals(List.of(b, a), mentions(Optional.empty(), text), text);
            assertEquals(List.of(a), mentions(Optional.of(account), text), text);
        }
        assertEquals(List.of(a), mentions(Optional.empty(), "only a"));
        assertEquals(List.of(c), mentions(Optional.empty(), timed));
        assertEquals(List.of(c), mentions(Optional.of(account), timed));
        assertEquals(List.of(), mentions(Optional.empty(), "nothing like this"));
    }

    private List<Long> mentions(Optional<AccountId> whose, String text) {
        return numbers(database.dashboard().mentions().find(whose, text, 9));
    }

    @Test
    void records_are_counted_by_stretches_of_time_for_one_account_and_for_all() {
        var account = account();
        var hour = Duration.ofHours(1);
        var start = Instant.parse("2026-11-21T10:00:00Z");
        write(account, "a", start);
        write(account, "b", start.plusSeconds(3599));
        write(account, "c", start.plusSeconds(3600));
        write(account(), "d", start);
        var why = Refused.request(Refusal.COOKIE, "too long");
        database.ledger()
                .write(Given.event(Event.Kind.ISSUED, account, TEST, start).refused(Event.Kind.REFUSED, why));
        var search = database.dashboard().records();

        assertEquals(
                List.of(
                        new RecordSearch.Count(start, Optional.of(Drm.WIDEVINE), Event.Kind.ISSUED, 0, 2),
                        new RecordSearch.Count(
                                start, Optional.of(Drm.WIDEVINE), Event.Kind.REFUSED, Refusal.COOKIE.code(), 1),
                        new RecordSearch.Count(start.plus(hour), Optional.of(Drm.WIDEVINE), Event.Kind.ISSUED, 0, 1)),
                search.counts(Optional.of(account), TEST, start, hour));
        assertEquals(
                3, search.counts(Optional.empty(), TEST, start, hour).getFirst().count());
        assertEquals(
                1, search.counts(Optional.empty(), TEST, start.plus(hour), hour).size());
        assertEquals(List.of(), search.counts(Optional.empty(), Environment.PRODUCTION, start, hour));
    }

    @Test
    void licenses_that_were_taken_back_are_not_counted_among_those_given() {
        var account = account();
        var hour = Duration.ofHours(1);
        var start = Instant.parse("2026-11-21T10:00:00Z");
        var token = Given.token(account, TEST, 7, 1);
        var ledger = database.ledger();
        Given.redemption(token, 0, start).by(ledger);
        Given.takeBack(ledger, Given.redemption(token, 1, start.plusSeconds(90)));
        Given.takeBack(ledger, Given.redemption(token, 2, start.plusSeconds(3599)), start.plusSeconds(3601));
        Given.takeBack(ledger, Given.redemption(token, 3, start.plusSeconds(3700)));
        var counts = database.dashboard().records().counts(Optional.of(account), TEST, start, hour);
        var drm = Optional.of(Drm.WIDEVINE);
        int code = Refusal.ADMIN_ERROR.code();
        assertEquals(
                List.of(
                        new RecordSearch.Count(start, drm, Event.Kind.DENIED, code, 1),
                        new RecordSearch.Count(start, drm, Event.Kind.REDEEMED, 0, 1),
                        new RecordSearch.Count(start.plus(hour), drm, Event.Kind.DENIED, code, 2)),
                counts);
    }
}
