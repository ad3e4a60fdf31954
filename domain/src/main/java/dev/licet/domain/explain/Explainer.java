package dev.licet.domain.explain;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.Records;
import dev.licet.domain.record.Tally;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TokenSealer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Answers "why was this refused?" for the owner of an account, from its records and tokens alone. Every method
/// throws [dev.licet.domain.StoreUnavailable] when the store does not answer.
public final class Explainer {
    private static final int LOOKED_AT = 256;
    private static final String NOBODYS = "a request whose authenticator is unknown, or whose token does not open,"
            + " belongs to no account: ask with the token instead";

    private final Accounts accounts;
    private final Records records;
    private final Function<Token, Progress> books;
    private final TokenSealer sealer;
    private final Halt halt;
    private final InstantSource clock;

    /// @param books how far a token is, by the ledger
    /// @param halt  what is stopped
    public Explainer(
            Accounts accounts,
            Records records,
            Function<Token, Progress> books,
            TokenSealer sealer,
            Halt halt,
            InstantSource clock) {
        this.accounts = accounts;
        this.records = records;
        this.books = books;
        this.sealer = sealer;
        this.halt = halt;
        this.clock = clock;
    }

    /// Explains the newest request with that id.
    public Explanation request(Account account, String requestId) {
        return newest(account, records.withRequest(account.id(), account.environment(), requestId, LOOKED_AT));
    }

    /// Explains the newest request with that cookie.
    public Explanation cookie(Account account, String cookie) {
        return newest(account, records.withCookie(account.id(), account.environment(), cookie, 1));
    }

    /// Explains a request whose account nobody could tell, to whoever runs the installation.
    public Explanation nobodys(EventRecord record) {
        return new Explanation.Known(
                clock.instant(),
                RecordedVerdict.of(record),
                Optional.empty(),
                Optional.of(record),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Explanation newest(Account account, List<EventRecord> found) {
        return found.stream()
                .filter(Explainer::hasRules)
                .min(Comparator.comparing(Explainer::isAfterthought))
                .map(record -> explain(account, record))
                .orElseGet(() -> new Explanation.NotFound(
                        "there is no such record in " + account.environment().word() + "; " + NOBODYS));
    }

    /// The key storage has no rules to tell.
    private static boolean hasRules(EventRecord record) {
        return switch (record.kind()) {
            case ISSUED,
                    REFUSED,
                    REDEEMED,
                    DENIED,
                    DELIVERED,
                    RENEWED,
                    RELEASED,
                    REPORTED,
                    KEY_SERVED,
                    KEY_REFUSED,
                    COMPARED -> true;
            case KEY_READ, KEY_WRITTEN, KEY_DELETED -> false;
        };
    }

    /// A comparison with another service is the answer only where this one was not to answer.
    private static boolean isAfterthought(EventRecord record) {
        return record.kind() == Event.Kind.COMPARED;
    }

    private Explanation explain(Account account, EventRecord record) {
        Optional<TokenId> token = record.tokenId().map(TokenId::new);
        return new Explanation.Known(
                clock.instant(),
                RecordedVerdict.of(record),
                Optional.empty(),
                Optional.of(record),
                token.flatMap(id -> issue(about(account, id))),
                Optional.empty(),
                token.map(id -> records.tally(account.id(), account.environment(), id)));
    }

    private List<EventRecord> about(Account account, TokenId token) {
        return records.withToken(account.id(), account.environment(), token, LOOKED_AT);
    }

    private static Optional<EventRecord> issue(List<EventRecord> about) {
        return about.stream()
                .filter(record -> record.kind() == Event.Kind.ISSUED)
                .findFirst();
    }

    /// Explains a token: the newest redemption of it if there was one, and what would become of it now.
    ///
    /// @param endpoint where it was redeemed, if the caller says so
    public Explanation token(Account account, String text, Optional<Drm> endpoint) {
        return sealer.openAnywhere(text)
                .map(token -> explain(account, token, endpoint))
                .orElseGet(() -> new Explanation.NotOurs(
                        clock.instant(),
                        notOpen("no sealing key of this service opens it: it was cut, changed, made by another"
                                + " service, or expired long ago")));
    }

    private Explanation explain(Account account, Token token, Optional<Drm> endpoint) {
        if (!token.account().equals(account.id())) return new Explanation.NotYours();
        if (token.environment() != account.environment()) return otherEnvironment(account, token);
        List<EventRecord> about = about(account, token.id());
        Tally tally = records.tally(account.id(), account.environment(), token.id());
        Instant now = clock.instant();
        var redeemed = new RedemptionForecast.Redeemed(token, books.apply(token));
        Verdict presently = RedemptionForecast.verdict(asItIs(account), redeemed, halt, now);
        Optional<EventRecord> tried = about.stream()
                .filter(record -> record.kind() != Event.Kind.ISSUED)
                .findFirst();
        Verdict verdict = endpoint.filter(drm -> drm != token.drm())
                .map(drm -> notOpen(
                        "this is a " + token.drm().word() + " token; the " + drm.word() + " endpoint does not open it"))
                .orElseGet(() -> tried.map(RecordedVerdict::of).orElse(presently));
        return new Explanation.Known(
                now, verdict, Optional.of(presently), tried, issue(about), Optional.of(token), Optional.of(tally));
    }

    /// With the balance of this moment.
    private Account asItIs(Account account) {
        return accounts.find(account.id(), account.environment()).orElse(account);
    }

    private Explanation otherEnvironment(Account account, Token token) {
        String words = "this is a " + token.environment().word() + " token; this host is "
                + account.environment().word();
        return new Explanation.OtherEnvironment(clock.instant(), notOpen(words), token.environment(), token.drm());
    }

    private static Verdict notOpen(String reason) {
        return Verdict.bad(
                Rule.Way.REDEEM, Refused.request(Refusal.TOKEN_INVALID, reason).at(Rule.TOKEN));
    }
}
