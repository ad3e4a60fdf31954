package dev.licet.storage.ledger;

import dev.licet.crypto.Digest;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Holding;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.ledger.Progress.PaidSession;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionDecision.Further;
import dev.licet.domain.ledger.RedemptionDecision.Grant;
import dev.licet.domain.ledger.RedemptionDecision.Opens;
import dev.licet.domain.ledger.RedemptionDecision.Renews;
import dev.licet.domain.ledger.RedemptionDecision.Repeats;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.Denied;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.ledger.RedemptionOutcome.Outdated;
import dev.licet.domain.ledger.RedemptionPolicy;
import dev.licet.domain.ledger.Standing;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.sql.Session;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One redemption inside its transaction: reads how far the token is, asks [RedemptionPolicy], and writes
/// what it says.
///
/// Two redemptions of one token never run at the same time: each holds the row of the token ([TokenRows]).
final class RedemptionUnit {
    private final Session session;
    private final BatchWrites batch;
    private final Redemption redemption;
    private final Challenge challenge;
    private final Token token;
    private final Event event;

    /// What is to be redeemed, and how that is written down.
    record Wish(Redemption redemption, Event event, RowTags tags) {}

    RedemptionUnit(Session session, Wish wish) throws SQLException {
        this.session = session;
        this.batch = BatchWrites.of(session, wish.tags());
        this.redemption = wish.redemption();
        this.challenge = redemption.challenge();
        this.token = redemption.token();
        this.event = wish.event();
    }

    private Instant now() {
        return event.at();
    }

    /// Most tokens are redeemed once, so the first window is opened before it is asked how far the token is,
    /// together with those of the batch's other tokens.
    ///
    /// @param version of the account, if it matters
    void prepare(OptionalLong version) throws SQLException {
        boolean opens = !isOutdated(version) && asked(Progress.NONE, standing()) instanceof Opens;
        if (opens) TokenRows.of(session).want(redemption, Redemptions.firstRow(token, now(), digest(1)));
        else TokenRows.of(session).hold(token);
    }

    /// @param version of the account, if it matters
    RedemptionOutcome decide(OptionalLong version) throws SQLException {
        boolean opened = TokenRows.of(session).take(session, redemption);
        Standing account = standing();
        boolean opens = !isOutdated(version) && asked(Progress.NONE, account) instanceof Opens;
        if (opened && !opens) TokenRows.of(session).withdraw(session, token);
        if (isOutdated(version)) return new Outdated();
        return decide(account, opened);
    }

    private boolean isOutdated(OptionalLong version) throws SQLException {
        return version.isPresent()
                && batch.account(event).stream().noneMatch(it -> it.version() == version.getAsLong());
    }

    private Standing standing() throws SQLException {
        return batch.account(event)
                .map(own -> Standing.of(own.isEnabled(), own.isSpent()))
                .orElse(Standing.GONE);
    }

    private RedemptionOutcome decide(Standing account, boolean opened) throws SQLException {
        if (asked(Progress.NONE, account) instanceof Opens first && (opened || opensFirst())) return charged(first);
        return switch (asked(progress(), account)) {
            case Opens next -> opensNext(next);
            case Further further -> counted(further);
            case Repeats repeats -> repeated(repeats);
            case Renews renews -> renewed(renews);
            case RedemptionDecision.Denial denial -> denied(denial);
        };
    }

    private RedemptionDecision asked(Progress progress, Standing account) {
        return RedemptionPolicy.decide(progress, account, redemption, now());
    }

    private boolean opensFirst() throws SQLException {
        return !TokenRows.of(session).isThere(token)
                && session.ahead(own -> Redemptions.opensFirst(own, token, now(), digest(1)));
    }

    private Progress progress() throws SQLException {
        Redemptions.Books books = session.ahead(own -> Redemptions.books(own, token));
        Progress found = books.progress();
        return new Progress(found.windows(), found.opened(), found.licenses(), answered(books), paidSession());
    }

    private OptionalInt answered(Redemptions.Books books) throws SQLException {
        int windows = books.progress().windows();
        if (windows == 0) return OptionalInt.empty();
        byte[] digest = digest(windows);
        if (books.first().filter(first -> Arrays.equals(first, digest)).isPresent()) return OptionalInt.of(1);
        var window = batch.windowOf(token.id(), digest);
        return window.isPresent() ? OptionalInt.of(window.get()) : OptionalInt.empty();
    }

    private Optional<PaidSession> paidSession() throws SQLException {
        var name = challenge.session();
        return name.isEmpty() ? Optional.empty() : batch.sessions().find(session, token.id(), name.get());
    }

    /// What the challenge is remembered by. One that every playback repeats is another one in each window,
    /// so that each license has a row of its own.
    private byte[] digest(int window) {
        byte[] digest = challenge.digest();
        if (challenge.unique()) return digest;
        return Digest.sha256(ByteBuffer.allocate(digest.length + Integer.BYTES)
                .put(digest)
                .putInt(window)
                .array());
    }

    private RedemptionOutcome opensNext(Opens next) throws SQLException {
        session.ahead(own -> Redemptions.openNext(own, token, now()));
        batch.remember(token.id(), digest(next.window()), next.window());
        return charged(next);
    }

    private RedemptionOutcome charged(Opens opens) throws SQLException {
        remember(opens.window());
        batch.charge(event, opens.window());
        return new Granted(opens);
    }

    private RedemptionOutcome counted(Further further) throws SQLException {
        session.ahead(own -> Redemptions.count(own, token));
        batch.remember(token.id(), digest(further.window()), further.window());
        remember(further.window());
        return free(further, event);
    }

    private void remember(int window) {
        var paid = new PaidSession(window, now(), RedemptionPolicy.sessionEnds(token, now()));
        challenge.session().ifPresent(name -> batch.sessions().add(token.id(), name, paid));
    }

    private RedemptionOutcome repeated(Repeats repeats) throws SQLException {
        session.ahead(own -> Redemptions.hold(own, token, repeats.window()));
        return free(repeats, event.with("repeated", "true"));
    }

    private RedemptionOutcome renewed(Renews renews) throws SQLException {
        var prolonged = new PaidSession(renews.window(), renews.since(), RedemptionPolicy.sessionEnds(token, now()));
        batch.sessions().prolong(session, token.id(), challenge.session().orElseThrow(), prolonged);
        return free(renews, event.as(Event.Kind.RENEWED));
    }

    /// Takes a granted license back that was not made: see [dev.licet.domain.ledger.Ledger#takeBack].
    /// @return units given back
    int takeBack(Grant grant) throws SQLException {
        TokenRows.of(session).lock(session);
        Optional<Holding> holding = session.ahead(own -> Redemptions.holding(own, token));
        boolean last =
                holding.filter(books -> RedemptionPolicy.isLast(books, grant)).isPresent();
        if (last) session.ahead(own -> Redemptions.close(own, token));
        else if (holding.filter(books -> RedemptionPolicy.counts(books, grant)).isPresent()) drop(grant);
        boolean forgotten = (last || !(grant instanceof Repeats)) && forgets(digest(grant.window()));
        Event written = forgotten ? event.with("withdrawn", "true") : event;
        if (last) batch.giveBack(written, grant.window());
        else batch.record(written, grant.window());
        return last ? 1 : 0;
    }

    private boolean forgets(byte[] digest) throws SQLException {
        return session.ahead(own -> Redemptions.forget(own, token, digest)) || batch.forget(token.id(), digest);
    }

    private void drop(Grant grant) throws SQLException {
        session.ahead(own -> Redemptions.drop(own, token, grant instanceof Further));
    }

    private RedemptionOutcome free(Grant grant, Event given) throws SQLException {
        batch.record(given, grant.window());
        return new Granted(grant);
    }

    private RedemptionOutcome denied(RedemptionDecision.Denial denial) throws SQLException {
        batch.record(event.refused(Event.Kind.DENIED, denial.refused()));
        return new Denied(denial);
    }
}
