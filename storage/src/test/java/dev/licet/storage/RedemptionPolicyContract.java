package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.explain.Explainer;
import dev.licet.domain.explain.Explanation;
import dev.licet.domain.explain.Verdict;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.Denied;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What explanations foretell is what the ledger then does, whatever has happened before (docs/divergences.md,
/// "Charging").
abstract class RedemptionPolicyContract extends DatabaseContract {
    private static final Environment PRODUCTION = Environment.PRODUCTION;
    private static final int FREE = 4;

    private int numbers;
    private int challenges;
    private TokenSealer sealer;

    /// How far a token is: how many licenses it was given, one after the other in a moment.
    private enum Past {
        NOTHING(0),
        WINDOW_WITH_FREE_ONES(1),
        WINDOW_USED_UP(1 + FREE),
        TWO_WINDOWS(2 + FREE);

        private final int licenses;

        Past(int licenses) {
            this.licenses = licenses;
        }

        int windows() {
            return this == TWO_WINDOWS ? 2 : Math.min(1, licenses);
        }

        boolean isFree() {
            return this == WINDOW_WITH_FREE_ONES || this == TWO_WINDOWS;
        }
    }

    private enum Purse {
        UNLIMITED,
        FULL,
        EMPTY,
        SWITCHED_OFF
    }

    private enum Time {
        AT_ONCE(HandClock.START),
        JUST_INSIDE(HandClock.START.plus(Given.WINDOW).minusNanos(1000)),
        JUST_OUTSIDE(HandClock.START.plus(Given.WINDOW)),
        JUST_FRESH(Given.EXPIRY.minusNanos(1000)),
        EXPIRED(Given.EXPIRY);

        private final Instant at;

        Time(Instant at) {
            this.at = at;
        }

        boolean isInside() {
            return this == AT_ONCE || this == JUST_INSIDE;
        }
    }

    private record Situation(Past past, Purse purse, boolean limited, Time time) {
        /// What is promised in this situation to a challenge that nobody has sent yet: a word, and how many
        /// windows there are then.
        String expected() {
            if (purse == Purse.SWITCHED_OFF) return "-2031 token-account";
            if (time == Time.EXPIRED) return "-4010 fresh";
            if (past.isFree() && time.isInside()) return "free in " + past.windows();
            if (limited) return "-4010 redemptions";
            if (purse == Purse.EMPTY) return "-2019 charge";
            return "charged in " + (past.windows() + 1);
        }
    }

    private static List<Situation> situations() {
        var all = new ArrayList<Situation>();
        for (Past past : Past.values())
            for (Purse purse : Purse.values())
                for (boolean limited : new boolean[] {false, true})
                    for (Time time : Time.values()) {
                        // A token that may open no window at all cannot be ordered.
                        if (!limited || past != Past.NOTHING) all.add(new Situation(past, purse, limited, time));
                    }
        return all;
    }

    @Test
    void every_situation_is_foretold_and_decided_as_promised() {
        for (Situation situation : situations()) {
            var account = account();
            var token = Given.token(account, PRODUCTION, ++numbers, 1);
            for (int i = 0; i < situation.past().licenses; i++) redeem(token, ++challenges, HandClock.START);
            arrange(account, situation);
            Instant now = situation.time().at;

            Verdict foretold = foretold(token, now);
            RedemptionOutcome outcome = redeem(token, ++challenges, now);

            assertEquals(situation.expected(), word(outcome), situation.toString());
            assertAgreement(foretold, outcome, situation.toString());
            assertRecorded(account, outcome, situation.toString());
        }
    }

    private void arrange(AccountId account, Situation situation) {
        var most = situation.limited() ? OptionalInt.of(situation.past().windows()) : OptionalInt.empty();
        configure(account, most);
        switch (situation.purse()) {
            case UNLIMITED -> {}
            case FULL -> fill(account, 5);
            case EMPTY -> fill(account, 0);
            case SWITCHED_OFF ->
                database.administration().accounts().enable(account, false).orThrow();
        }
    }

    private void configure(AccountId account, OptionalInt most) {
        var options = new Options(
                Options.DEFAULT.enabledDrms(), Profile.PUBLISHED, Options.LONGEST_TOKEN_LIFE, Given.WINDOW, most);
        database.administration()
                .accounts()
                .configure(account, PRODUCTION, options)
                .orThrow();
    }

    private void fill(AccountId account, long units) {
        database.administration()
                .balances()
                .set(account, PRODUCTION, new Balance.Units(units), "test")
                .orThrow();
    }

    /// By the options that the account has now.
    private RedemptionOutcome redeem(Token token, int challenge, Instant at) {
        return attempt(token, challenge, at).by(database.ledger());
    }

    private Given.Attempt attempt(Token token, int challenge, Instant at) {
        return Given.redemption(token, challenge, at, account(token).options().maxRedemptions());
    }

    private Account account(Token token) {
        return database.accounts().find(token.account(), PRODUCTION).orElseThrow();
    }

    /// What becomes of a challenge that nobody has sent yet, by the explanation.
    private Verdict foretold(Token token, Instant now) {
        if (sealer == null) sealer = new TokenSealer(database.sealingKeys(), new SeededRandom(7));
        var explainer = new Explainer(
                database.accounts(),
                database.records(),
                database.ledger()::progress,
                sealer,
                new Halt(database.stops()),
                () -> now);
        var explanation = explainer.token(account(token), sealer.seal(token), Optional.empty());
        return assertInstanceOf(Explanation.Known.class, explanation)
                .presently()
                .orElseThrow();
    }

    private static String word(RedemptionOutcome outcome) {
        return switch (outcome) {
            case Granted granted -> (granted.charged() == 1 ? "charged in " : "free in ") + granted.window();
            case Denied(RedemptionDecision.Denial why) ->
                why.refused().why().code() + " "
                        + why.refused().rule().orElseThrow().word();
            case RedemptionOutcome.Outdated() -> "outdated";
        };
    }

    private static void assertAgreement(Verdict foretold, RedemptionOutcome outcome, String situation) {
        switch (outcome) {
            case Granted granted -> assertEquals(Optional.empty(), foretold.failed(), situation);
            case Denied(RedemptionDecision.Denial why) -> {
                var failure = foretold.failed().orElseThrow(() -> new AssertionError(situation));
                assertEquals(why.refused().why(), failure.why(), situation);
                assertEquals(why.refused().rule().orElseThrow(), failure.rule(), situation);
                assertEquals(why.refused().reason(), failure.reason(), situation);
            }
            case RedemptionOutcome.Outdated() -> throw new AssertionError(situation);
        }
    }

    private void assertRecorded(AccountId account, RedemptionOutcome outcome, String situation) {
        var written = database.records().latest(account, PRODUCTION, 1).getFirst();
        switch (outcome) {
            case Granted granted -> {
                assertEquals(granted.charged(), written.charged(), situation);
                assertEquals(granted.window(), written.window(), situation);
            }
            case Denied(RedemptionDecision.Denial why) -> {
                assertEquals(Event.Kind.DENIED, written.kind(), situation);
                assertEquals(why.refused().why().code(), written.code(), situation);
                assertEquals(why.refused().reason(), written.reason(), situation);
                assertEquals(
                        why.refused().rule().orElseThrow().word(),
                        written.facts().get("rule"),
                        situation);
            }
            case RedemptionOutcome.Outdated() -> throw new AssertionError(situation);
        }
    }

    /// A token's history as somebody would keep it with paper and pencil.
    private static final class Notes {
        private final Map<Integer, Integer> windowOfChallenge = new HashMap<>();
        private final Map<Integer, Integer> windowOfSession = new HashMap<>();
        private int windows;
        private int free;
        private Instant opened = Instant.MIN;
    }

    private long units;
    private boolean enabled;
    private OptionalInt most;

    /// Random histories of three tokens of one account: new and repeated challenges, playback sessions, time, top-ups,
    /// switching off and other limits. After each step the notes, the explanation, the ledger and the books agree.
    @Test
    void random_histories_are_foretold_decided_and_booked_alike() {
        for (long seed = 1; seed <= 12; seed++) history(seed);
        assertEquals(List.of(), database.verification().findings());
    }

    private void history(long seed) {
        var random = new Random(seed);
        units = 6;
        enabled = true;
        most = OptionalInt.empty();
        var account = accountWithUnits(units);
        configure(account, most);
        var tokens = List.of(
                Given.token(account, PRODUCTION, ++numbers, 1),
                Given.token(account, PRODUCTION, ++numbers, 2),
                Given.leased(Given.token(account, PRODUCTION, ++numbers, 1), Duration.ofMinutes(10)));
        var notes = List.of(new Notes(), new Notes(), new Notes());
        var now = HandClock.START;
        int charged = 0;
        for (int step = 0; step < 60; step++) {
            String where = "seed " + seed + ", step " + step;
            now = now.plus(Duration.ofSeconds(random.nextInt(30)));
            if (random.nextInt(12) == 0) now = now.plus(Duration.ofDays(random.nextInt(12)));
            if (random.nextInt(8) == 0) change(account, random);
            int which = random.nextInt(3);
            charged += step(tokens.get(which), notes.get(which), now, random, where);
            long left = assertInstanceOf(
                            Balance.Units.class, account(tokens.get(which)).balance())
                    .left();
            assertEquals(units, left, where);
        }
        var records = database.records().window(account, PRODUCTION, 0, 1000);
        assertEquals(charged, records.stream().mapToInt(EventRecord::charged).sum(), "seed " + seed);
        assertEquals(60, records.size());
    }

    private void change(AccountId account, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> {
                units = random.nextInt(4);
                fill(account, units);
            }
            case 1 -> {
                enabled = !enabled;
                database.administration().accounts().enable(account, enabled).orThrow();
            }
            default -> {
                most = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(4));
                configure(account, most);
            }
        }
    }

    /// One request.
    /// @return units charged
    private int step(Token token, Notes notes, Instant now, Random random, String where) {
        int challenge = random.nextInt(10) < 3 ? random.nextInt(1, 20) : ++challenges + 1000;
        int session = random.nextInt(10) < 4 ? random.nextInt(1, 4) : 0;
        boolean unknown = !notes.windowOfChallenge.containsKey(challenge) && session == 0;
        String expected = expected(token, notes, challenge, session, now);

        Verdict foretold = foretold(token, now);
        var attempt = attempt(token, challenge, now);
        var outcome = (session == 0 ? attempt : attempt.of(session)).by(database.ledger());

        assertEquals(expected, word(outcome), where);
        if (unknown) assertAgreement(foretold, outcome, where);
        return outcome instanceof Granted granted ? note(granted, notes, challenge, session, now) : 0;
    }

    private String expected(Token token, Notes notes, int challenge, int session, Instant now) {
        if (!enabled) return "-2031 token-account";
        boolean leased = token.rights().fairPlay().lease().isPresent();
        boolean fresh = now.isBefore(token.expires());
        Integer paid = notes.windowOfSession.get(session);
        if (!fresh) return leased && paid != null ? "free in " + paid : "-4010 fresh";
        Integer answered = notes.windowOfChallenge.get(challenge);
        if (answered != null) return "free in " + answered;
        if (paid != null) return "free in " + paid;
        boolean open = notes.windows > 0 && now.isBefore(notes.opened.plus(Given.WINDOW));
        if (open && notes.free < FREE * token.rights().keys().size()) return "free in " + notes.windows;
        if (most.isPresent() && notes.windows >= most.getAsInt()) return "-4010 redemptions";
        return units == 0 ? "-2019 charge" : "charged in " + (notes.windows + 1);
    }

    private int note(Granted granted, Notes notes, int challenge, int session, Instant now) {
        switch (granted.decision()) {
            case RedemptionDecision.Opens opens -> {
                notes.windows++;
                notes.opened = now;
                notes.free = 0;
                units--;
            }
            case RedemptionDecision.Further further -> notes.free++;
            case RedemptionDecision.Repeats repeats -> {
                return 0;
            }
            case RedemptionDecision.Renews renews -> {
                return 0;
            }
        }
        notes.windowOfChallenge.put(challenge, granted.window());
        if (session != 0) notes.windowOfSession.putIfAbsent(session, granted.window());
        return granted.charged();
    }

    @Test
    void renewals_are_records_of_their_own_kind_and_cost_nothing() {
        var account = accountWithUnits(1);
        var token = Given.leased(Given.token(account, PRODUCTION, ++numbers, 1), Duration.ofMinutes(10));
        Instant now = HandClock.START;
        for (int i = 0; i < 40; i++) {
            Given.redemption(token, i, now).of(1).by(database.ledger());
            now = now.plusSeconds(500);
        }
        var records = database.records().window(account, PRODUCTION, 0, 100);
        assertEquals(40, records.size());
        assertEquals(Event.Kind.REDEEMED, records.getFirst().kind());
        assertEquals(1, records.getFirst().charged());
        for (EventRecord renewed : records.subList(1, 40)) {
            assertEquals(Event.Kind.RENEWED, renewed.kind());
            assertEquals(0, renewed.charged());
            assertEquals(1, renewed.window());
        }
        var another = Given.redemption(token, 99, now).of(2).by(database.ledger());
        assertEquals("-2019 charge", word(another), "another session is another playback");
    }

    @Test
    void a_renewal_that_was_not_made_leaves_its_window_to_those_who_paid_for_it() {
        var account = accountWithUnits(1);
        var token = Given.leased(Given.token(account, PRODUCTION, ++numbers, 1), Duration.ofMinutes(10));
        Given.redemption(token, 1, HandClock.START).of(1).by(database.ledger());
        var renewal =
                Given.redemption(token, 2, HandClock.START.plusSeconds(500)).of(1);
        var renews =
                assertInstanceOf(Granted.class, renewal.by(database.ledger())).decision();
        var why = Refused.service(Refusal.ADMIN_ERROR, "the license maker refused");
        var denied = renewal.event().refused(Event.Kind.DENIED, why);
        assertEquals(0, database.ledger().takeBack(renewal.redemption(), renews, denied));
        var again = Given.redemption(token, 3, HandClock.START.plusSeconds(900)).of(1);
        assertEquals(
                new RedemptionDecision.Renews(1, HandClock.START),
                assertInstanceOf(Granted.class, again.by(database.ledger())).decision());
        var next = Given.redemption(token, 4, HandClock.START.plusSeconds(900)).of(2);
        assertEquals("-2019 charge", word(next.by(database.ledger())), "the unit was not given back");
    }

    @Test
    void a_session_is_known_to_other_processes_and_in_its_own_batch() {
        var account = accountWithUnits(5);
        var token = Given.token(account, PRODUCTION, ++numbers, 1);
        var outcomes = inParallel(
                20, i -> () -> Given.redemption(token, i, HandClock.START).of(1).by(database.ledger()));
        assertEquals(
                19,
                outcomes.stream()
                        .filter(outcome -> outcome instanceof Granted granted
                                && granted.decision() instanceof RedemptionDecision.Renews)
                        .count());
        var later =
                Given.redemption(token, 77, HandClock.START.plusSeconds(3600)).of(1);
        var renewed = assertInstanceOf(Granted.class, later.by(openAgain().ledger()));
        assertEquals(new RedemptionDecision.Renews(1, HandClock.START), renewed.decision());
    }

    @Test
    void a_session_outlives_its_tokens_expiry_as_long_as_it_is_renewed() {
        var account = accountWithUnits(5);
        var token = Given.leased(Given.token(account, PRODUCTION, ++numbers, 1), Duration.ofHours(20));
        clock.advance(Duration.ofDays(29));
        Given.redemption(token, 1, clock.instant()).of(1).by(database.ledger());
        for (int i = 2; i < 9; i++) {
            clock.advance(Duration.ofHours(20));
            database.housekeeping().run();
            var renewed = Given.redemption(token, i, clock.instant()).of(1).by(database.ledger());
            assertTrue(
                    renewed instanceof Granted granted && granted.decision() instanceof RedemptionDecision.Renews,
                    "renewal " + i);
        }
        clock.advance(Duration.ofHours(20).plus(Housekeeping.KEPT).plusSeconds(1));
        database.housekeeping().run();
        var late = Given.redemption(token, 99, clock.instant()).of(1).by(database.ledger());
        assertEquals("-4010 fresh", word(late));
    }
}
