package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionPolicy;
import dev.licet.domain.ledger.WindowLimits;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import dev.licet.domain.trace.Steps;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Redeems tokens. The order of the steps is the defence. Free checks come first: is this a message at all, does the
/// token open, may the account still ask. Then comes the expensive cryptography, then the charge, and the license only
/// when the charge is on disk.
public final class LicenseIssuer {
    /// What no sealing key opens.
    private static final String UNREADABLE = "";

    private final Map<Drm, DrmSystem> systems;
    private final TokenSealer tokens;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Devices devices;
    private final RecordThrottle unattributed;
    private final Permits permits;
    private final InstantSource clock;
    private final RecentRefusals recent;
    private final FailedRequests failed;
    private final Delivery delivery;
    private final Description description;
    private final OrderedFaults faults;
    private final RedemptionRecords records;

    /// @param devices      names devices, and knows what is stopped
    /// @param unattributed bounds the records of requests whose token does not open
    /// @param permits      bounds the cryptography that devices can make us do
    public LicenseIssuer(
            List<DrmSystem> systems,
            TokenSealer tokens,
            Accounts accounts,
            Ledger ledger,
            Devices devices,
            RecordThrottle unattributed,
            Permits permits,
            InstantSource clock) {
        this.systems = systems.stream().collect(Collectors.toMap(DrmSystem::drm, Function.identity()));
        this.tokens = tokens;
        this.accounts = accounts;
        this.ledger = ledger;
        this.devices = devices;
        this.unattributed = unattributed;
        this.permits = permits;
        this.clock = clock;
        this.recent = new RecentRefusals(clock);
        this.failed = new FailedRequests(clock);
        this.records = new RedemptionRecords(ledger, devices);
        this.faults = new OrderedFaults(records);
        this.delivery = new Delivery(ledger, devices, records);
        this.description = new Description(permits, records);
    }

    /// Gives a license or says why not. Everything but a static answer and a repeated refusal leaves one
    /// record.
    public LicenseOutcome redeem(RedemptionCall sent) {
        return redeem(Arrival.of(sent, clock.instant(), Optional.empty()));
    }

    /// The same on the word of a signer instead of a token.
    public LicenseOutcome redeem(RedemptionCall sent, Warrant warrant) {
        return redeem(Arrival.of(sent, clock.instant(), Optional.of(warrant)));
    }

    /// Says what a challenge is, and gives no license. Leaves one record.
    public LicenseOutcome describe(RedemptionCall sent, Warrant warrant) {
        var call = Arrival.of(sent, clock.instant(), Optional.of(warrant));
        return description.of(call, warrant.token(), reading(sent));
    }

    /// Records that a request was refused before it was known what it asks for.
    ///
    /// @param account whose signer is named
    /// @param facts   what else the record says
    public void refuse(RedemptionCall sent, AccountId account, Refused why, Map<String, String> facts) {
        ledger.write(
                RedemptionEvents.signed(sent, clock.instant(), account, why).with(facts));
    }

    private Reading reading(RedemptionCall sent) {
        return Reading.of(Objects.requireNonNull(systems.get(sent.drm())), sent);
    }

    private LicenseOutcome redeem(Arrival call) {
        return switch (reading(call.call())) {
            case Reading.Same(Answer answer) -> new LicenseOutcome.Given(answer);
            case Reading.Decided reading -> remembering(call, reading);
        };
    }

    private LicenseOutcome remembering(Arrival call, Reading.Decided reading) {
        ByteBuffer mark = RecentRefusals.mark(call);
        Optional<Refused> again = recent.of(mark);
        if (again.isPresent()) return new LicenseOutcome.Denied(again.get());
        LicenseOutcome outcome = safely(call, reading);
        if (outcome instanceof LicenseOutcome.Denied(Refused why)) recent.remember(mark, why);
        return outcome;
    }

    private LicenseOutcome safely(Arrival call, Reading.Decided reading) {
        try {
            return decide(call, reading);
        } catch (StoreUnavailable noAnswer) {
            return new LicenseOutcome.Denied(Refused.busy(failed(call.drm()), "the database does not answer")
                    .because(noAnswer.getMessage()));
        }
    }

    private LicenseOutcome decide(Arrival call, Reading.Decided reading) {
        Optional<Token> token = call.warrant().map(Warrant::token).or(() -> text(call, reading)
                .flatMap(text -> Steps.of("token", () -> tokens.open(text, call.environment(), call.drm()))));
        try {
            return decide(call, reading, token);
        } catch (StoreDamaged tampered) {
            return damaged(call, reading, token, tampered);
        }
    }

    /// The token beside the message, or the one in it. Two different ones are as good as a forged one.
    private static Optional<String> text(Arrival call, Reading.Decided reading) {
        Optional<String> beside = call.call().token();
        Optional<String> inside = reading instanceof Reading.Understood(Message.LicenseRequest request)
                ? request.token()
                : Optional.empty();
        if (beside.isEmpty()) return inside;
        return inside.isEmpty() || inside.equals(beside) ? beside : Optional.of(UNREADABLE);
    }

    /// What is stored for the account does not open; asking again would not help. Certificates are never
    /// recorded.
    private LicenseOutcome damaged(
            Arrival call, Reading.Decided reading, Optional<Token> token, StoreDamaged tampered) {
        var why = Refused.service(failed(call.drm()), "what is stored for the account does not open; tell the operator")
                .because(tampered.getMessage());
        boolean recorded = !(reading instanceof Reading.Certificate);
        if (token.isEmpty() || !recorded) return new LicenseOutcome.Denied(why);
        return records.deny(call, token.get(), why, Device.UNKNOWN);
    }

    private LicenseOutcome decide(Arrival call, Reading.Decided reading, Optional<Token> token) {
        return switch (reading) {
            case Reading.Certificate(var request) -> request.answer(token);
            case Reading.UnderToken under ->
                token.map(opened -> opened(call, under, opened)).orElseGet(() -> unopened(call, text(call, reading)));
        };
    }

    private LicenseOutcome opened(Arrival call, Reading.UnderToken reading, Token token) {
        Optional<Account> account = Steps.of("account", () -> account(call, reading, token));
        Optional<Refused> notAllowed = RedemptionPolicy.refusal(call.drm(), account);
        if (notAllowed.isPresent() && !(account.isPresent() && reading.isRelease())) {
            return records.deny(call, token, notAllowed.get(), Device.UNKNOWN);
        }
        Optional<Refused> stopped =
                reading.isRelease() ? Optional.empty() : devices.halt().token(token, call.at());
        if (stopped.isPresent()) return records.deny(call, token, stopped.get(), Device.UNKNOWN);
        return faults.of(call, token).orElseGet(() -> allowed(call, reading, token, account.orElseThrow()));
    }

    private LicenseOutcome allowed(Arrival call, Reading.UnderToken reading, Token token, Account account) {
        return switch (reading) {
            case Reading.Malformed(String what) ->
                records.deny(call, token, notAuthenticated(what).at(Rule.MESSAGE), Device.UNKNOWN);
            case Reading.Understood(Message.LicenseRequest request) -> first(call, token, account, request);
            case Reading.Understood(Message.Errand errand) -> delivery.run(call, token, errand);
            case Reading.Understood(Message.SessionRequest request) -> session(call, token, request);
        };
    }

    /// From memory where it will be checked again with the charge, and where it forbids nothing.
    private Optional<Account> account(Arrival call, Reading.UnderToken reading, Token token) {
        if (reading instanceof Reading.Understood(Message.LicenseRequest _)) {
            Optional<Account> known = accounts.remembered().find(token.account(), call.environment());
            if (RedemptionPolicy.refusal(call.drm(), known).isEmpty()) return known;
        }
        return accounts.find(token.account(), call.environment());
    }

    private LicenseOutcome unopened(Arrival call, Optional<String> text) {
        String reason = text.isPresent() ? "the token does not open here" : "no token was sent";
        Refused why = Refused.request(Refusal.TOKEN_INVALID, reason);
        if (unattributed.admits()) ledger.write(RedemptionEvents.unopened(call, why));
        return new LicenseOutcome.Denied(why);
    }

    private static Refused notAuthenticated(String reason) {
        return Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, reason);
    }

    /// A token's expiry gates the first license, not renewals of one that was given. Whether a FairPlay
    /// request is a renewal is known only when it has been opened.
    private LicenseOutcome first(Arrival call, Token token, Account account, Message.LicenseRequest request) {
        Optional<Refused> expired = RedemptionPolicy.expired(token, call.at());
        if (expired.isPresent()) return records.deny(call, token, expired.get(), Device.UNKNOWN);
        if (failed.isOver(token)) return records.deny(call, token, tooManyFailed(), Device.UNKNOWN);
        Optional<Opening> opening = Steps.of("challenge", () -> permits.with(() -> request.open(token, call.at())));
        if (opening.isEmpty()) return new LicenseOutcome.Denied(overloaded(call.drm()));
        return opening.get() instanceof Opening.Paid paid
                ? paid(call, token, account, paid)
                : conclude(call, token, account, settled(call, token, opening.get()));
    }

    private LicenseOutcome conclude(Arrival call, Token token, Account account, Opening.Settled opening) {
        return switch (opening) {
            case Opening.Denied(Refused why, Device device) -> {
                failed.note(token, why);
                yield records.deny(call, token, why, device);
            }
            case Opening.Reported(Answer answer, Device device) -> {
                records.write(Event.Kind.REPORTED, call, token, device);
                yield new LicenseOutcome.Given(answer);
            }
            case Opening.Ready(Exchange exchange) -> ready(call, token, account, exchange);
        };
    }

    private static Refused tooManyFailed() {
        return notAuthenticated(FailedRequests.MOST + " requests with the token could not be read; it rests for "
                        + FailedRequests.MEMORY.toMinutes() + " minutes")
                .at(Rule.DEVICE);
    }

    /// Another server is waited for without a permit. It tells nothing of playback sessions, so nothing that
    /// it answers can be the renewal that a token is good for after its expiry.
    private static Opening.Settled settled(Arrival call, Token token, Opening opening) {
        return switch (opening) {
            case Opening.Settled settled -> settled;
            case Opening.Paid paid -> throw new IllegalStateException("it is asked after the charge");
            case Opening.Remote remote when token.isFresh(call.at()) -> Steps.of("upstream", remote::ask);
            case Opening.Remote late ->
                new Opening.Denied(RedemptionPolicy.expired(token.expires(), call.at()), Device.UNKNOWN);
        };
    }

    /// Nothing is recorded: the request was turned away at the door and may come again.
    static Refused overloaded(Drm drm) {
        return Refused.busy(failed(drm), "too many devices at once");
    }

    /// The published code of a license that could not be made.
    static Refusal failed(Drm drm) {
        return switch (drm) {
            case WIDEVINE -> Refusal.LICENSE_FAILED;
            case FAIRPLAY -> Refusal.CKC_FAILED;
            case CLEARKEY, PLAYREADY -> Refusal.ADMIN_ERROR;
        };
    }

    /// What is handed over once it is paid for.
    private record Goods(
            Device device,
            Challenge challenge,
            BiFunction<Redemption, RedemptionDecision.Grant, LicenseOutcome> over) {}

    private LicenseOutcome ready(Arrival call, Token token, Account account, Exchange exchange) {
        Optional<Refused> stopped = devices.stopped(token, exchange.device(), call.at());
        if (stopped.isPresent()) return records.deny(call, token, stopped.get(), exchange.device());
        var challenge = new Challenge(call.digest(), exchange.isUnique(), exchange.playbackSession());
        return charge(
                call,
                token,
                account,
                new Goods(exchange.device(), challenge, (_, grant) -> answer(call, as(grant, exchange, call.at()))));
    }

    private LicenseOutcome paid(Arrival call, Token token, Account account, Opening.Paid paid) {
        var challenge = new Challenge(call.digest());
        return charge(
                call,
                token,
                account,
                new Goods(
                        paid.device(),
                        challenge,
                        (redemption, grant) -> delivery.deliver(call, redemption, grant, paid)));
    }

    /// Commit, then seal, then answer.
    private LicenseOutcome charge(Arrival call, Token token, Account account, Goods goods) {
        var redemption = new Redemption(token, goods.challenge(), WindowLimits.of(account.options()));
        var event = records.event(Event.Kind.REDEEMED, call, token, goods.device());
        var version = OptionalLong.of(account.version());
        return switch (Steps.of("charge", () -> ledger.redeem(redemption, version, event))) {
            case RedemptionOutcome.Granted granted -> goods.over().apply(redemption, granted.decision());
            case RedemptionOutcome.Denied(RedemptionDecision.Denial why) -> new LicenseOutcome.Denied(why.refused());
            case RedemptionOutcome.Outdated() -> chargeAnew(call, token, goods);
        };
    }

    private static Exchange as(RedemptionDecision.Grant grant, Exchange exchange, Instant now) {
        return grant instanceof RedemptionDecision.Renews renews
                ? exchange.renewing(Duration.between(renews.since(), now))
                : exchange;
    }

    /// The account has changed since it was read.
    private LicenseOutcome chargeAnew(Arrival call, Token token, Goods goods) {
        Optional<Account> account = accounts.find(token.account(), call.environment());
        Optional<Refused> notAllowed = RedemptionPolicy.refusal(call.drm(), account);
        return notAllowed.isPresent()
                ? records.deny(call, token, notAllowed.get(), goods.device())
                : charge(call, token, account.orElseThrow(), goods);
    }

    private static LicenseOutcome answer(Arrival call, Exchange exchange) {
        try {
            return new LicenseOutcome.Given(Steps.of("license", exchange::answer), exchange.device());
        } catch (RuntimeException defect) {
            // The message of a defect might quote what it worked on, so the log has its kind and place alone.
            return new LicenseOutcome.Denied(Refused.service(failed(call.drm()), "the license could not be made")
                    .because(whereabouts(defect)));
        }
    }

    private static String whereabouts(RuntimeException defect) {
        StackTraceElement[] stack = defect.getStackTrace();
        return defect.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private LicenseOutcome session(Arrival call, Token token, Message.SessionRequest request) {
        return switch (request.open(token, call.at())) {
            case SessionOpening.Denied(Refused why, Device device) -> records.deny(call, token, why, device);
            case SessionOpening.Ready(SessionOpening.Kind kind, byte[] session, Exchange exchange) ->
                switch (kind) {
                    case RENEWAL -> renew(call, token, session, exchange);
                    case RELEASE -> {
                        ledger.release(session, records.event(Event.Kind.RELEASED, call, token, exchange.device()));
                        yield answer(call, exchange);
                    }
                };
        };
    }

    private LicenseOutcome renew(Arrival call, Token token, byte[] session, Exchange exchange) {
        Optional<Refused> stopped = devices.stopped(token, exchange.device(), call.at());
        if (stopped.isPresent()) return records.deny(call, token, stopped.get(), exchange.device());
        boolean open = ledger.renew(session, records.event(Event.Kind.RENEWED, call, token, exchange.device()));
        if (open) return answer(call, exchange);
        return records.deny(call, token, notAuthenticated("the license was given back"), exchange.device());
    }
}
