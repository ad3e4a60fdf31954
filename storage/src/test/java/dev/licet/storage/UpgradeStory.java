package dev.licet.storage;

import static dev.licet.domain.Environment.PRODUCTION;
import static dev.licet.domain.Environment.TEST;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.TimedId;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.ledger.WindowLimits;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.account.BalanceAdministration.NamedTopUp;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.record.LogPlace;
import dev.licet.storage.record.RecordFilter;
import dev.licet.storage.record.WholeLog;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What happens to a database in a few months, always the same, and all that can be asked of it then. An earlier
/// version was led through it once: the rows that it left and the answers that it gave are in the resources.
final class UpgradeStory {
    static final AccountId PREPAID = new AccountId(500_001);
    static final AccountId UNLIMITED = new AccountId(500_002);
    /// Whose licenses are never counted down.
    static final AccountId MORE = new AccountId(500_003);
    private static final List<AccountId> ACCOUNTS = List.of(PREPAID, UNLIMITED, MORE);
    private static final int STEPS = 420;
    /// When the story goes on.
    static final Instant END = at(STEPS + 59);

    private static final WindowLimits LIMITS = new WindowLimits(Duration.ofMinutes(1), OptionalInt.of(3));

    private final Database database;
    private final HandClock clock;
    private final SeededRandom random = new SeededRandom(19);
    private final List<String> told = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();

    UpgradeStory(Database database, HandClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// All that happened before the upgrade.
    void begin() {
        database.administration()
                .accounts()
                .create(NewAccount.named("prepaid").withId(PREPAID).withProductionUnits(90))
                .orThrow();
        for (AccountId more : ACCOUNTS.subList(1, 3)) {
            database.administration()
                    .accounts()
                    .create(NewAccount.named("more").withId(more))
                    .orThrow();
        }
        var balances = database.administration().balances();
        balances.topUp(PREPAID, PRODUCTION, new NamedTopUp("first", 7, "paid")).orThrow();
        for (int step = 0; step < STEPS; step++) step(step);
        balances.set(UNLIMITED, PRODUCTION, new Balance.Units(40), "from now on")
                .orThrow();
        for (int step = STEPS; step < STEPS + 60; step++) step(step);
        database.ledger().release(Given.digest(1), event(Event.Kind.RELEASED, UNLIMITED, TEST, Optional.empty()));
        database.retention().prune(HandClock.START.plus(Duration.ofDays(9)), _ -> true);
    }

    /// What happens afterwards: the same players come again, and time goes on.
    List<String> goOn() {
        told.clear();
        if (tokens.isEmpty()) for (int number = 0; number < STEPS + 60; number++) tokens.add(token(number));
        for (int number = 0; number < STEPS + 60; number += 3) {
            redeem("retry", number, number, false);
            redeem("further", number, 10_000 + number, number % 4 == 0);
        }
        clock.advance(Duration.ofMinutes(3));
        for (int number = 0; number < STEPS + 60; number += 5) redeem("next", number, 20_000 + number, number % 4 == 0);
        tell(
                "released",
                database.ledger().renew(Given.digest(1), event(Event.Kind.RENEWED, UNLIMITED, TEST, Optional.empty())));
        tell("dropped", database.housekeeping().run());
        tell(
                "top-up",
                database.administration().balances().topUp(PREPAID, PRODUCTION, new NamedTopUp("first", 7, "paid")));
        tell("set", database.administration().balances().set(PREPAID, PRODUCTION, new Balance.Units(3), "less"));
        tell("pruned", database.retention().prune(HandClock.START.plus(Duration.ofDays(25)), _ -> true));
        for (int number = 0; number < STEPS + 60; number += 7) redeem("last", number, 30_000 + number, false);
        return List.copyOf(told);
    }

    private static Instant at(int step) {
        // Clocks are not always right: some are some seconds behind, and once one was a day ahead.
        long wrong = step % 11 == 3 ? -5 * (step % 7) : 0;
        long ahead = step >= 200 && step < 206 ? 86_400 : 0;
        return HandClock.START
                .plus(Duration.ofHours(2L * step))
                .plusSeconds(wrong + ahead)
                .plusNanos(step * 1000L);
    }

    private static AccountId account(int step) {
        return ACCOUNTS.get(step % 5 == 4 ? 1 : step % 13 == 12 ? 2 : 0);
    }

    private static Environment environment(int step) {
        return step % 6 == 5 ? TEST : PRODUCTION;
    }

    private static byte[] timed(int seed, Instant at) {
        return TimedId.fresh(at, new SeededRandom(seed));
    }

    /// As old ones had them, some ids do not begin with the time.
    private static TokenId tokenId(int step) {
        return step % 17 == 16 ? Given.tokenId(step) : TokenId.of(timed(step, at(step)));
    }

    private static Token token(int step) {
        Token given = Given.token(account(step), environment(step), step, 1);
        Instant issued = at(step);
        Instant expires = issued.plus(Duration.ofDays(step % 9 + 1L)).truncatedTo(ChronoUnit.SECONDS);
        return new Token(
                given.environment(),
                Drm.WIDEVINE,
                given.account(),
                tokenId(step),
                issued,
                expires,
                given.rights(),
                given.contentId(),
                given.cookie());
    }

    private static String request(int step, Instant at) {
        return switch (step % 8) {
            case 0 -> "caller-" + step / 16;
            case 1 -> HexFormat.of().formatHex(Given.digest(step), 0, 16);
            case 2 -> HexFormat.of().withUpperCase().formatHex(timed(step, at));
            default -> HexFormat.of().formatHex(timed(step, at));
        };
    }

    private Event event(Event.Kind kind, AccountId account, Environment environment, Optional<Token> token) {
        int step = tokens.size();
        Instant at = clock.instant();
        var kids =
                switch (step % 4) {
                    case 0 -> List.<KeyId>of();
                    case 1 -> List.of(Given.KID, KeyId.ofName("kid2"));
                    default -> List.of(Given.KID);
                };
        var subject = new Subject(
                token.map(Token::id),
                step % 3 == 0 ? Optional.of("cookie-" + step % 12) : Optional.empty(),
                step % 7 == 0 ? Optional.of("film \u00e4 " + step % 5) : Optional.empty(),
                kids,
                switch (step % 5) {
                    case 0 -> Optional.empty();
                    case 1 -> Optional.of("device");
                    default -> Optional.of(HexFormat.of().formatHex(Given.digest(step % 9), 0, 16));
                });
        Drm drm = step % 10 == 9 ? Drm.PLAYREADY : Drm.WIDEVINE;
        return Event.of(kind, at, Origin.of(environment, account, drm, request(step, at)), subject)
                .with(facts(step));
    }

    private static Map<String, String> facts(int step) {
        var facts = new HashMap<String, String>();
        facts.put("expires", at(step).truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("hdcp", "none");
        if (step % 2 == 0) facts.put("model_name", "N\u00e4me \"x\" \\ \t \ud83d\ude00");
        if (step % 3 == 0) facts.put("of the device", "true");
        if (step % 4 == 0) facts.put("lint", "");
        return step % 6 == 1 ? Map.of() : facts;
    }

    private void step(int step) {
        if (step != tokens.size()) throw new IllegalStateException("steps must come in order");
        if (clock.instant().isBefore(at(step))) clock.advance(Duration.between(clock.instant(), at(step)));
        Instant before = clock.instant();
        clock.advance(Duration.between(before, at(step)));
        Token token = token(step);
        issue(step, token);
        tokens.add(token);
        if (step % 3 != 1) redeem("redeem", step, step, false);
        if (step % 3 == 2) redeem("again", step, step, false);
        if (step % 4 == 2) redeem("second", step, 10_000 + step, step % 8 == 2);
        if (step % 19 == 18) database.housekeeping().run();
        if (step > 3 && step % 6 == 3) redeem("late", step - 3, 40_000 + step, step % 12 == 3);
    }

    private void issue(int step, Token token) {
        var issued = event(Event.Kind.ISSUED, token.account(), token.environment(), Optional.of(token));
        if (step % 21 == 20) {
            var nobody = new Event(
                    issued.kind(),
                    issued.at(),
                    Origin.ofNobody(issued.environment(), Drm.FAIRPLAY, issued.requestId()),
                    issued.refused(),
                    Subject.NONE,
                    issued.facts());
            database.ledger().write(nobody.refused(Event.Kind.REFUSED, Refused.request(Refusal.COOKIE, "too long")));
        }
        if (step % 14 == 13) issued = issued.refused(Event.Kind.REFUSED, Refused.request(Refusal.COOKIE, "too long"));
        if (step % 16 == 15)
            issued = event(Event.Kind.KEY_WRITTEN, token.account(), token.environment(), Optional.empty());
        database.ledger().write(issued);
        number();
    }

    /// In the order in which they are written, although they are of several accounts: who reads has them numbered.
    private void number() {
        database.dashboard().log().end();
    }

    private void redeem(String what, int number, int challenge, boolean withdrawn) {
        Token token = tokens.get(number);
        boolean common = number % 10 == 7;
        Optional<byte[]> session = number % 9 == 4 ? Optional.of(Given.digest(number)) : Optional.empty();
        var redemption = new Redemption(token, new Challenge(Given.digest(challenge), !common, session), LIMITS);
        Event event = event(Event.Kind.REDEEMED, token.account(), token.environment(), Optional.of(token));
        var outcome = database.ledger().redeem(redemption, OptionalLong.empty(), event);
        number();
        tell(what + " " + number, outcome);
        if (!withdrawn || !(outcome instanceof Granted granted)) return;
        var refused = event.refused(Event.Kind.DENIED, Refused.service(Refusal.ADMIN_ERROR, "no license"));
        tell("taken back " + number, database.ledger().takeBack(redemption, granted.decision(), refused));
        number();
    }

    private void tell(String what, Object answer) {
        told.add(what + ": " + answer);
    }

    private void tell(String what, List<EventRecord> records) {
        told.add(what + ": " + records.stream().map(UpgradeStory::words).collect(Collectors.joining(" | ")));
    }

    private static String words(EventRecord record) {
        return String.join(
                " ",
                record.id() + " " + record.kind() + " " + record.at() + " " + record.environment(),
                record.drm() + " " + record.requestId() + " " + record.code() + " " + record.reason(),
                record.tokenId() + " " + record.cookie() + " " + record.contentId() + " " + record.kids(),
                record.deviceId() + " " + record.charged() + " " + record.window(),
                new TreeMap<>(record.facts()).toString());
    }

    /// What records, balances, reports and the verification say.
    List<String> answers() {
        told.clear();
        for (AccountId account : ACCOUNTS) {
            for (Environment environment : Environment.values()) ask(account, environment);
        }
        askAll();
        return List.copyOf(told);
    }

    private void ask(AccountId account, Environment environment) {
        var records = database.records();
        var balances = database.administration().balances();
        String whose = account + " " + environment;
        tell(whose + " balance", balances.show(account, environment));
        balances.movements(account, environment, 1000).forEach(movement -> tell(whose + " movement", movement));
        List<EventRecord> all = records.window(account, environment, 0, 10_000);
        for (EventRecord record : all) tell(whose + " all", List.of(record));
        tell(whose + " latest", records.latest(account, environment, 3));
        tell(whose + " window", records.window(account, environment, 40, 2));
        askByTime(account, environment);
        askByName(account, environment, all);
        for (long id : new long[] {0, 77, 200, 201, 202, 410, 9999})
            tell(whose + " after " + id, database.recordTail().after(account, environment, id, 2));
    }

    private void askByTime(AccountId account, Environment environment) {
        String whose = account + " " + environment;
        var search = database.dashboard().records();
        for (int hour = -30; hour < 1100; hour += 30) {
            Instant from = HandClock.START.plus(Duration.ofHours(hour));
            Instant to = from.plus(Duration.ofHours(hour % 4 == 0 ? 50 : 7));
            told.add(whose + " between " + from + ": "
                    + ids(database.records().between(account, environment, from, to, 9)));
            var time = RecordFilter.between(from, to);
            // The earlier version left out records of the days after a clock had been a day ahead.
            if (hour < 390 || hour > 480)
                told.add(whose + " onward " + from + ": " + ids(search.onward(account, environment, time, 100, 9)));
            told.add(whose + " find " + from + ": " + ids(search.find(account, environment, time, 500, 9)));
        }
        tell(whose + " counts", search.counts(Optional.of(account), environment, at(150), Duration.ofDays(2)));
        tell(whose + " ever", database.records().between(account, environment, Instant.MIN, Instant.MAX, 2));
    }

    private void askByName(AccountId account, Environment environment, List<EventRecord> all) {
        String whose = account + " " + environment;
        var records = database.records();
        var tokens = new TreeSet<String>();
        var requests = new TreeSet<String>(List.of("caller", "0"));
        for (EventRecord record : all) {
            record.tokenId().ifPresent(tokens::add);
            requests.add(record.requestId());
        }
        for (String request : requests)
            told.add(whose + " request " + request + ": " + ids(records.withRequest(account, environment, request, 9)));
        for (String hex : tokens) {
            var token = new TokenId(hex);
            told.add(whose + " token " + hex + ": " + ids(records.withToken(account, environment, token, 9)));
            told.add(whose + " tally " + hex + ": " + records.tally(account, environment, token));
        }
        for (int number = 0; number < 12; number++) {
            String cookie = "cookie-" + number;
            told.add(whose + " " + cookie + ": " + ids(records.withCookie(account, environment, cookie, 9)));
        }
        for (RecordFilter filter : filters())
            told.add(whose + " " + words(filter) + ": "
                    + ids(database.dashboard().records().find(account, environment, filter, -1, 12)));
    }

    private static List<RecordFilter> filters() {
        var none = RecordFilter.Sort.ANY;
        var filters = new ArrayList<>(
                List.of(RecordFilter.ALL, RecordFilter.ofKey(Given.KID), RecordFilter.ofKey(KeyId.ofName("kid2"))));
        // The earlier version compared no answers of two license services.
        for (Event.Kind kind : EnumSet.complementOf(EnumSet.of(Event.Kind.COMPARED))) {
            filters.add(filter(new RecordFilter.Sort(none.code(), none.drm(), Optional.of(kind), none.refused())));
        }
        for (Drm drm : Drm.values()) {
            filters.add(filter(new RecordFilter.Sort(none.code(), Optional.of(drm), none.kind(), none.refused())));
        }
        var any = RecordFilter.Names.ANY;
        var names =
                new RecordFilter.Names(Optional.of("cookie-3"), any.kid(), any.token(), any.device(), any.content());
        for (int code : new int[] {0, Refusal.COOKIE.code(), Refusal.ADMIN_ERROR.code(), -1}) {
            var sort = new RecordFilter.Sort(Optional.of(code), none.drm(), none.kind(), none.refused());
            filters.add(new RecordFilter(names, sort, Optional.empty(), Optional.empty()));
        }
        return filters;
    }

    /// As the earlier version printed a filter.
    private static String words(RecordFilter filter) {
        var sort = filter.sort();
        return "RecordFilter[cookie=" + filter.names().cookie() + ", kid="
                + filter.names().kid() + ", code="
                + sort.code() + ", drm=" + sort.drm() + ", kind=" + sort.kind() + ", from=" + filter.from() + ", to="
                + filter.to() + "]";
    }

    private static RecordFilter filter(RecordFilter.Sort sort) {
        return new RecordFilter(RecordFilter.Names.ANY, sort, Optional.empty(), Optional.empty());
    }

    private static List<Long> ids(List<EventRecord> records) {
        return records.stream().map(EventRecord::id).toList();
    }

    private void askAll() {
        var data = database.dashboard();
        for (Environment environment : Environment.values()) {
            tell("counts of all", data.records().counts(Optional.empty(), environment, at(100), Duration.ofDays(3)));
            tell(
                    "nobody's",
                    data.log().nobodys(environment, request(20, at(20))).map(UpgradeStory::words));
            tell(
                    "nobody's",
                    data.log().nobodys(environment, request(209, at(209))).map(UpgradeStory::words));
            data.log()
                    .newest(data.log().end(), environment, RecordFilter.ALL, 1000)
                    .forEach(entry -> told.add("log " + entry.account() + " " + words(entry.record())));
        }
        YearMonth first = YearMonth.of(2026, 10);
        for (Optional<AccountId> whose : List.of(Optional.of(PREPAID), Optional.<AccountId>empty()))
            database.usage().months(whose, first, first.plusMonths(5)).forEach(line -> tell("usage", line));
        WholeLog.News news = data.log().after(LogPlace.after(0), 3);
        tell(
                "log",
                news.place() + " " + news.full()
                        + ids(news.entries().stream()
                                .map(entry -> entry.record())
                                .toList()));
        var found = database.verification();
        tell("verification", found.findings() + " " + found.environments() + " " + found.records());
    }
}
