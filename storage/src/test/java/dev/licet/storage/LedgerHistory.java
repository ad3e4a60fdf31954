package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision.Grant;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.Denied;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.ledger.RedemptionOutcome.Outdated;
import dev.licet.domain.ledger.WindowLimits;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import dev.licet.storage.ModelToken.Decision;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.account.BalanceAdministration.NamedTopUp;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.sql.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// One history of two accounts: batches of what callers and operators do at the same time, between which the clock
/// jumps and the timer works. Each answer has to be that of the model, in the order in which the writer took them; what
/// was answered with a failure has to have left nothing.
///
/// That holds on a server too. Whether a commit was made whose answer was lost is looked up, and the look-up is asked
/// again for as long as a caller waits, which is longer than it fails here: so no caller is left in doubt.
final class LedgerHistory {
    private static final int BATCHES = 8;
    private static final int LARGEST_BATCH = 8;
    private static final double[] RATES = {0, 0, 0.01, 0.05, 0.2};
    private static final List<Duration> JUMPS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(90),
            Duration.ofHours(1),
            Duration.ofHours(-1),
            Duration.ofDays(40),
            Duration.ofDays(-40));

    private final Database database;
    private final HandClock clock;
    private final Faults faults;
    private final Random chance;
    private final ExecutorService callers;
    private final List<ModelAccount> accounts = new ArrayList<>();
    private final List<License> given = new ArrayList<>();
    private Optional<RegisterHistory> registers = Optional.empty();
    private int steps;

    /// What all histories share.
    record Stage(Database database, HandClock clock, Faults faults, ExecutorService callers) {}

    /// A license that can still be taken back.
    private record License(ModelAccount account, Redemption redemption, Decision decision, Grant grant) {}

    /// @param real     asks the ledger
    /// @param expected asks the model, which notes it
    record Step(String words, Supplier<String> real, Supplier<String> expected) {}

    LedgerHistory(Stage stage, Random chance) {
        this.database = stage.database();
        this.clock = stage.clock();
        this.faults = stage.faults();
        this.callers = stage.callers();
        this.chance = chance;
    }

    /// @param first number of the first of its tokens, which nobody else has
    /// @return how many steps it had
    int run(int first) {
        clock.advance(Duration.between(clock.instant(), HandClock.START));
        accounts.add(account(OptionalLong.of(chance.nextInt(6)), first));
        accounts.add(account(OptionalLong.empty(), first + 3));
        registers = Optional.of(new RegisterHistory(database, chance, accounts.getFirst()));
        for (int i = 0; i < BATCHES; i++) {
            batch();
            registers.orElseThrow().compare();
            between();
        }
        accounts.forEach(this::compare);
        return steps;
    }

    private ModelAccount account(OptionalLong units, int token) {
        var created = database.administration()
                .accounts()
                .create(NewAccount.named("A").withId(ofFirstWriter(token)))
                .orThrow();
        var account = new ModelAccount(created.id(), units);
        var plain = Given.token(account.id, account.environment, token, 1);
        account.add(plain);
        account.add(Given.token(account.id, account.environment, token + 1, 2));
        account.add(Given.leased(Given.token(account.id, account.environment, token + 2, 1), Duration.ofDays(3)));
        if (units.isPresent()) {
            var balance = new Balance.Units(units.getAsLong());
            database.administration()
                    .balances()
                    .set(account.id, account.environment, balance, "test")
                    .orThrow();
        }
        see(account);
        return account;
    }

    /// On a server several writers share the accounts, and the model knows the order of one.
    private static AccountId ofFirstWriter(int token) {
        int writers = Limits.SHARED.lanes();
        return LongStream.iterate(AccountAdministration.FIRST + (long) writers * token, number -> number + 1)
                .mapToObj(AccountId::new)
                .filter(id -> Math.floorMod(id.hashCode(), writers) == 0)
                .findFirst()
                .orElseThrow();
    }

    private void see(ModelAccount account) {
        account.seen = database.accounts().find(account.id, account.environment).orElseThrow();
        account.seenChanges = account.changes;
    }

    /// What came while the writer was busy is one batch, in the order in which it came.
    private void batch() {
        faults.hold(RATES[chance.nextInt(RATES.length)]);
        var holder = callers.submit(() -> database.ledger().write(LedgerHistoriesContract.nobodys(clock)));
        while (!faults.isHeld()) Thread.onSpinWait();
        var batch = new ArrayList<Step>();
        var answers = new ArrayList<Future<String>>();
        int size = 1 + chance.nextInt(LARGEST_BATCH);
        for (int i = 0; i < size; i++) {
            batch.add(step());
            answers.add(callers.submit(batch.getLast().real()::get));
            while (database.load().waiting() <= i) Thread.onSpinWait();
        }
        faults.release();
        answer(holder);
        for (int i = 0; i < size; i++) check(batch.get(i), answer(answers.get(i)));
        faults.disarm();
        database.ledger().write(LedgerHistoriesContract.nobodys(clock));
        steps += size;
    }

    private void check(Step step, Optional<String> answer) {
        answer.ifPresent(text -> assertEquals(step.expected().get(), text, step.words()));
    }

    /// Empty when nothing was written.
    private static <T> Optional<T> answer(Future<T> future) {
        try {
            return Optional.ofNullable(future.get());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } catch (ExecutionException failure) {
            boolean meant =
                    failure.getCause() instanceof StoreUnavailable || failure.getCause() instanceof Faults.Struck;
            if (meant) return Optional.empty();
            throw new AssertionError(failure.getCause());
        }
    }

    private void compare(ModelAccount account) {
        var balance = database.administration()
                .balances()
                .show(account.id, account.environment)
                .orThrow();
        var left = balance instanceof Balance.Units(long units) ? OptionalLong.of(units) : OptionalLong.empty();
        assertEquals(account.units, left);
        for (Token token : account.tokens)
            account.progress.get(token).assertSame(database.ledger().progress(token));
        var found = database.records().window(account.id, account.environment, 0, 10_000);
        assertEquals(account.records, found.stream().map(ModelAccount.Line::of).toList());
    }

    private void between() {
        if (chance.nextInt(3) == 0) clock.advance(JUMPS.get(chance.nextInt(JUMPS.size())));
        if (chance.nextInt(4) == 0) accounts.forEach(this::see);
        switch (chance.nextInt(12)) {
            case 0 -> database.books().seal(() -> true);
            case 1 -> prune(clock.instant().minus(Duration.ofDays(chance.nextInt(3))));
            case 2 -> tidy();
            default -> {}
        }
    }

    /// On a server retention knows the records that have their places, which whoever reads them gives them.
    private void prune(Instant limit) {
        for (ModelAccount account : accounts) database.records().window(account.id, account.environment, 0, 1);
        database.retention().prune(limit, _ -> true);
        accounts.forEach(account -> account.prune(limit));
    }

    private void tidy() {
        database.housekeeping().run();
        for (ModelAccount account : accounts)
            for (Token token : account.tokens) account.progress.get(token).tidy(token, clock.instant());
    }

    private Step step() {
        var account = accounts.get(chance.nextInt(accounts.size()));
        return switch (chance.nextInt(18)) {
            case 0 -> issue(account);
            case 1 -> topUp(account);
            case 2 -> enable(account);
            case 3 -> set(account);
            case 4 -> release(account);
            case 5 -> renew(account);
            case 6, 7, 8 -> given.isEmpty() ? redeem(account) : takeBack(given.remove(chance.nextInt(given.size())));
            case 9, 10 -> registers.orElseThrow().step();
            default -> redeem(account);
        };
    }

    private Event event(Event.Kind kind, ModelAccount account) {
        Instant at = clock.instant().plusMillis(chance.nextInt(2_000));
        return Given.event(kind, account.id, account.environment, at);
    }

    private Step issue(ModelAccount account) {
        var event = event(Event.Kind.ISSUED, account);
        var seen = Objects.requireNonNull(account.seen);
        int changes = account.seenChanges;
        return new Step("issue", () -> database.ledger().write(event, seen).name(), () -> {
            if (changes != account.changes) return "OUTDATED";
            if (!account.isSolvent()) return "BALANCE_EMPTY";
            account.note(Event.Kind.ISSUED, event.at(), 0, 0);
            return "WRITTEN";
        });
    }

    private Step topUp(ModelAccount account) {
        String name = "n" + chance.nextInt(3);
        var wish = new NamedTopUp(name, 2, "test");
        return new Step(
                "top up " + name,
                () -> database.administration()
                        .balances()
                        .topUp(account.id, account.environment, wish)
                        .getClass()
                        .getSimpleName(),
                () -> {
                    boolean again = account.topUps.contains(name);
                    if (again) return "Done";
                    if (account.units.isEmpty()) return "Refused";
                    account.topUps.add(name);
                    account.pay(-2);
                    account.changes++;
                    return "Done";
                });
    }

    private Step enable(ModelAccount account) {
        boolean on = chance.nextInt(3) > 0;
        return new Step(
                "enable " + on,
                () -> database.administration()
                        .accounts()
                        .enable(account.id, on)
                        .getClass()
                        .getSimpleName(),
                () -> {
                    account.enabled = on;
                    account.changes++;
                    return "Done";
                });
    }

    private Step set(ModelAccount account) {
        boolean limited = chance.nextInt(4) > 0;
        long units = chance.nextInt(4);
        var balance = limited ? new Balance.Units(units) : new Balance.Unlimited();
        return new Step(
                "set " + balance,
                () -> database.administration()
                        .balances()
                        .set(account.id, account.environment, balance, "test")
                        .getClass()
                        .getSimpleName(),
                () -> {
                    account.units = limited ? OptionalLong.of(units) : OptionalLong.empty();
                    account.changes++;
                    return "Done";
                });
    }

    private byte[] session(ModelAccount account, int number) {
        return Given.digest(Math.toIntExact(account.id.value()) * 10 + number);
    }

    private Step release(ModelAccount account) {
        int number = chance.nextInt(3);
        var event = event(Event.Kind.RELEASED, account);
        return new Step(
                "release " + number,
                () -> {
                    database.ledger().release(session(account, number), event);
                    return "released";
                },
                () -> {
                    account.released.add(number);
                    account.note(Event.Kind.RELEASED, event.at(), 0, 0);
                    return "released";
                });
    }

    private Step renew(ModelAccount account) {
        int number = chance.nextInt(3);
        var event = event(Event.Kind.RENEWED, account);
        return new Step(
                "renew " + number,
                () -> Boolean.toString(database.ledger().renew(session(account, number), event)),
                () -> {
                    boolean open = !account.released.contains(number);
                    if (open) account.note(Event.Kind.RENEWED, event.at(), 0, 0);
                    return Boolean.toString(open);
                });
    }

    private Redemption redemption(ModelAccount account) {
        int which = chance.nextInt(account.tokens.size());
        byte[] digest = Given.digest(chance.nextInt(7));
        // Playback sessions are those of FairPlay; challenges that each playback repeats those of Clear Key.
        var session = which == 2 ? Optional.of(Given.digest(100 + chance.nextInt(3))) : Optional.<byte[]>empty();
        var challenge = new Challenge(digest, which != 0, session);
        var most = which == 1 ? OptionalInt.of(2) : OptionalInt.empty();
        var length = which == 0 && chance.nextInt(4) == 0 ? Duration.ZERO : Given.WINDOW;
        return new Redemption(account.tokens.get(which), challenge, new WindowLimits(length, most));
    }

    private Step redeem(ModelAccount account) {
        var redemption = redemption(account);
        var event = Given.ofToken(
                event(Event.Kind.REDEEMED, account), redemption.token().id());
        boolean versioned = chance.nextBoolean();
        long version = Objects.requireNonNull(account.seen).version();
        int changes = account.seenChanges;
        var granted = new ArrayList<Grant>();
        return new Step(
                "redeem " + redemption.token().id().hex(),
                () -> words(
                        database.ledger()
                                .redeem(redemption, versioned ? OptionalLong.of(version) : OptionalLong.empty(), event),
                        granted),
                () -> versioned && changes != account.changes
                        ? "Outdated"
                        : decided(account, redemption, event, granted));
    }

    private static String words(RedemptionOutcome outcome, List<Grant> granted) {
        return switch (outcome) {
            case Granted(Grant grant) -> {
                granted.add(grant);
                yield grant.getClass().getSimpleName() + " " + grant.window();
            }
            case Denied(var why) -> why.getClass().getSimpleName() + " 0";
            case Outdated() -> "Outdated";
        };
    }

    private String decided(ModelAccount account, Redemption redemption, Event event, List<Grant> granted) {
        var token = account.progress.get(redemption.token());
        var decision = account.enabled
                ? token.decide(redemption, event.at(), account.isSolvent())
                : new Decision("SwitchedOff", 0);
        token.apply(decision, redemption, event.at());
        int charged = decision.word().equals("Opens") ? 1 : 0;
        account.pay(charged);
        var kind = decision.word().equals("Renews") ? Event.Kind.RENEWED : Event.Kind.REDEEMED;
        account.note(decision.window() == 0 ? Event.Kind.DENIED : kind, event.at(), charged, decision.window());
        boolean canFail =
                decision.window() > 0 && redemption.challenge().session().isEmpty();
        if (canFail) given.add(new License(account, redemption, decision, granted.getFirst()));
        return decision.word() + " " + decision.window();
    }

    private Step takeBack(License license) {
        var account = license.account();
        var refused = Refused.service(Refusal.ADMIN_ERROR, "the license maker refused");
        var given = Given.ofToken(
                event(Event.Kind.REDEEMED, account),
                license.redemption().token().id());
        var event = given.refused(Event.Kind.DENIED, refused);
        return new Step(
                "take back " + license.decision(),
                () -> Integer.toString(database.ledger().takeBack(license.redemption(), license.grant(), event)),
                () -> {
                    var token = account.progress.get(license.redemption().token());
                    boolean last = token.takeBack(license.decision(), license.redemption());
                    if (last) account.pay(-1);
                    account.note(
                            Event.Kind.DENIED,
                            event.at(),
                            last ? -1 : 0,
                            license.decision().window());
                    return last ? "1" : "0";
                });
    }
}
