package dev.licet.server.api;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.request.Signed;
import dev.licet.domain.request.SignedCallers;
import dev.licet.domain.request.SignedCallers.Verdict;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.widevine.ContentKeyDoor;
import dev.licet.keys.widevine.ContentKeyDoor.Answer;
import dev.licet.keys.widevine.SignedEnvelope;
import dev.licet.keys.widevine.Status;
import java.util.Optional;

/// `POST /wv/getcontentkey/{signer}`: Google's interface for packagers (described in `docs/keys.md`). Whatever becomes
/// of a request, the HTTP status is 200 and the JSON says the rest, as packagers expect it.
public final class ContentKeyEndpoint {
    /// Where its paths begin.
    static final String PATH = "/wv/getcontentkey/";

    private static final int FORBIDDEN = 403;
    private static final String DOOR = "getcontentkey";
    private static final String KEK = "X-Licet-Kek";

    private final SignedCallers callers;
    private final KeyProvider provider;
    private final RecordThrottle forged;
    private final PackagerRoom room;
    private final ContentKeyDoor door;

    /// @param forged bounds the records of requests that only say whose they are
    public ContentKeyEndpoint(SignedCallers callers, KeyProvider provider, RecordThrottle forged, PackagerRoom room) {
        this.callers = callers;
        this.provider = provider;
        this.forged = forged;
        this.room = room;
        this.door = new ContentKeyDoor(provider);
    }

    Reply answer(Request request, String signer) {
        try {
            return judged(request, signer, SignedEnvelope.read(request.body()));
        } catch (MalformedJson bad) {
            var why = Refused.request(Refusal.KEY_REQUEST, bad.getMessage()).at(Rule.DOCUMENT);
            return print(ContentKeyDoor.denied(Status.MALFORMED_REQUEST, why));
        }
    }

    private Reply judged(Request request, String signer, Signed signed) {
        return switch (callers.judge(request.environment(), signer, signed)) {
            case Verdict.Genuine(var account) -> admitted(request, call(request, account.id(), signer), signed);
            case Verdict.Forged(Refused why, AccountId named) -> {
                if (forged.admits()) provider.refuse(call(request, named, signer), Optional.empty(), why);
                yield print(ContentKeyDoor.denied(Status.SIGNATURE_FAILED, why));
            }
            case Verdict.Denied(Refused why, Optional<AccountId> account) -> {
                account.ifPresent(id -> provider.refuse(call(request, id, signer), Optional.empty(), why));
                yield denied(why);
            }
        };
    }

    private Reply admitted(Request request, PackagerCall call, Signed signed) {
        boolean broken = request.fields().first(KEK).isPresent() && call.kek().isEmpty();
        if (broken) {
            var why = PackagerDoor.brokenKek();
            provider.refuse(call, Optional.empty(), why);
            return print(ContentKeyDoor.denied(Status.MALFORMED_REQUEST, why));
        }
        return room.bounded(request, call.account(), () -> print(door.answer(call, signed.message())));
    }

    /// What may be better in a moment is no answer of the interface: packagers wait for the next one.
    private static Reply denied(Refused why) {
        boolean later = why.blame() == Refused.Blame.BUSY;
        return later ? PackagerDoor.denied(why) : print(ContentKeyDoor.denied(Status.ACCESS_DENIED, why));
    }

    /// The same of a request that failed before its envelope was looked at.
    ///
    /// @param post whether it is one of the interface; of others the HTTP status says what is wrong
    static Reply refused(Problem problem, boolean post) {
        if (problem.isOurs()) return PackagerDoor.refused(problem);
        Status status = problem.status() == FORBIDDEN ? Status.ACCESS_DENIED : Status.MALFORMED_REQUEST;
        int http = post ? 200 : problem.status();
        return Reply.of(http, "application/json", ContentKeyDoor.denied(status, problem.message()))
                .with("Licet-Code", Integer.toString(problem.code()))
                .because(problem.cause());
    }

    /// A kek can come from programs that sign by themselves; packagers have no way to send one.
    private static PackagerCall call(Request request, AccountId account, String signer) {
        String agent = request.fields().first("User-Agent").orElse("");
        Optional<Kek> kek = request.fields().first(KEK).flatMap(Kek::parse);
        return new PackagerCall(
                account, request.environment(), request.id(), DOOR, (signer + " " + agent).strip(), kek);
    }

    private static Reply print(Answer answer) {
        Reply reply = Reply.of(200, "application/json", answer.body());
        return answer.why()
                .map(why -> reply.with("Licet-Code", Integer.toString(why.why().code()))
                        .because(Problem.cause(why)))
                .orElse(reply);
    }
}
