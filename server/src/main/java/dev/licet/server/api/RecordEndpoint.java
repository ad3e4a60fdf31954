package dev.licet.server.api;

import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.Records;
import dev.licet.domain.request.Admission;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.List;
import java.util.Optional;

/// `/cmiapi/getrecord/`: what happened in an account (described in `docs/records.md`).
public final class RecordEndpoint {
    private static final byte[] NO_FORM = {};

    private final Callers callers;
    private final Records records;
    private final Reads reads;

    public RecordEndpoint(Callers callers, Records records, Reads reads) {
        this.callers = callers;
        this.records = records;
        this.reads = reads;
    }

    Reply answer(Request request) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        return switch (callers.admit(request.environment(), parameters, Bearer.of(request.fields()))) {
            case Admission.Admitted(Account account) -> answer(account, parameters, request);
            case Admission.Denied(Refused why, Optional<AccountId> account) -> Api.refused(request, Problem.of(why));
        };
    }

    private Reply answer(Account account, Parameters parameters, Request request) {
        RecordQuery query = RecordQuery.read(parameters);
        if (query instanceof RecordQuery.Unclear(String why)) return Api.refused(request, Problem.http(400, why));
        return reads.answer(
                request, account, () -> Reply.of(200, "application/json", RecordPrinter.print(find(account, query))));
    }

    private List<EventRecord> find(Account account, RecordQuery query) {
        AccountId id = account.id();
        Environment environment = account.environment();
        return switch (query) {
            case RecordQuery.Latest() -> records.latest(id, environment, RecordQuery.USUAL);
            case RecordQuery.WithCookie(String cookie) ->
                records.withCookie(id, environment, cookie, RecordQuery.USUAL);
            case RecordQuery.WithId(long number) ->
                records.withId(id, environment, number).stream().toList();
            case RecordQuery.Window(long start, int length) -> records.window(id, environment, start, length);
            case RecordQuery.Between(var from, var to) -> records.between(id, environment, from, to, RecordQuery.MOST);
            case RecordQuery.Unclear unclear -> List.of();
        };
    }
}
