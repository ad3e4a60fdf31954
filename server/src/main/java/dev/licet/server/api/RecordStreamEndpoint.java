package dev.licet.server.api;

import dev.licet.domain.Refused;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.RecordTail;
import dev.licet.domain.record.Records;
import dev.licet.domain.request.Admission;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.Parameters;
import dev.licet.http.EventFeed;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// `/cmiapi/records/stream`: what happens in an account, as it happens (described in `docs/records.md`).
public final class RecordStreamEndpoint {
    private static final byte[] NO_FORM = {};
    /// What a client sends that comes back, by itself.
    private static final String LAST_SEEN = "Last-Event-ID";

    private final Callers callers;
    private final Records records;
    private final RecordTail tail;
    private final Reads reads;

    public RecordStreamEndpoint(Callers callers, Records records, RecordTail tail, Reads reads) {
        this.callers = callers;
        this.records = records;
        this.tail = tail;
        this.reads = reads;
    }

    Reply answer(Request request) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        Supplier<Admission> asks = () -> callers.admit(request.environment(), parameters, Bearer.of(request.fields()));
        return switch (asks.get()) {
            case Admission.Admitted(Account account) -> answer(account, parameters, request, asks);
            case Admission.Denied(Refused why, Optional<AccountId> account) -> Api.refused(request, Problem.of(why));
        };
    }

    private Reply answer(Account account, Parameters parameters, Request request, Supplier<Admission> asks) {
        Optional<String> unclear = parameters.unclear("from");
        if (unclear.isPresent()) return Api.refused(request, Problem.http(400, unclear.get()));
        Optional<String> seen = request.fields().first(LAST_SEEN).filter(text -> !text.isEmpty());
        Optional<String> from = parameters.first("from");
        boolean clear = seen.or(() -> from).flatMap(RecordQuery::number).isPresent();
        if (seen.or(() -> from).isPresent() && !clear) {
            return Api.refused(
                    request, Problem.http(400, "from and " + LAST_SEEN + " must be the event_id of a record"));
        }
        var wanted = Stream.of(seen, from)
                .flatMap(Optional::stream)
                .map(RecordQuery::number)
                .flatMap(Optional::stream)
                .toList();
        return stream(account, StreamStart.of(wanted, newest(account)), request, asks);
    }

    private long newest(Account account) {
        return records.latest(account.id(), account.environment(), 1).stream()
                .mapToLong(EventRecord::id)
                .findFirst()
                .orElse(0);
    }

    private Reply stream(Account account, StreamStart start, Request request, Supplier<Admission> asks) {
        var source = reads.following(request, account, new RecordFeed(tail, account));
        var feed = new EventFeed<>(source, start.after(), () -> isDismissed(asks.get())).of(Parties.name(account.id()));
        return start.beyond()
                .map(asked -> feed.saying(start.news(asked)))
                .orElse(feed)
                .reply();
    }

    /// An authenticator can be revoked, and an account switched off, while the stream is open. A database that does not
    /// answer says nothing of that kind.
    private static boolean isDismissed(Admission admission) {
        return switch (admission) {
            case Admission.Admitted still -> false;
            case Admission.Denied(Refused why, Optional<AccountId> account) -> why.blame() == Refused.Blame.REQUEST;
        };
    }
}
