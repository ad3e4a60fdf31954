package dev.licet.server.api;

import dev.licet.domain.Accept;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Audit;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyCall;
import dev.licet.domain.keystore.KeyDraft;
import dev.licet.domain.keystore.KeyFault;
import dev.licet.domain.keystore.KeyOutcome;
import dev.licet.domain.keystore.KeyStorage;
import dev.licet.domain.keystore.KeyStorage.OnExisting;
import dev.licet.domain.keystore.ShownKey;
import dev.licet.domain.request.Admission;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.Parameters;
import dev.licet.drm.wire.Json;
import dev.licet.http.Cause;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Lanes;
import dev.licet.http.lane.Room;
import dev.licet.http.lane.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `/keystore/…`: the key storage of the account that asks (described in `docs/keystore.md`).
///
/// Only servers call it: there is no CORS, and every refusal is JSON.
public final class KeystoreEndpoint {
    /// Where the paths of the key storage begin.
    static final String PATH = "/keystore";
    /// The paths below it.
    static final List<String> PATHS = List.of("/keys", "/keys/{kids}", "/keys/{kids}/value", "/keycount");

    private static final byte[] NO_FORM = {};
    private static final String KEYS = "/keys";
    private static final String VALUE = "/value";
    private static final String JSON = "application/json";
    private static final List<String> ALL = List.of("GET", "HEAD", "POST");
    private static final List<String> ONE = List.of("GET", "HEAD", "PUT", "DELETE", "POST");
    private static final List<String> READ = List.of("GET", "HEAD");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Callers callers;
    private final KeyStorage storage;
    private final PublicUrls urls;
    private final Audit audit;
    private final Room room;
    private final Reads reads;

    /// @param urls   how clients reach the keys that an answer leads to
    /// @param audit  is told of changes
    /// @param atOnce changes in work at once; further ones wait for a second and are answered 503 then, so that
    ///               whoever brings in a catalogue of keys takes little from tokens and licenses of what they need;
    ///               each that waits has its place among all requests meanwhile
    public KeystoreEndpoint(
            Callers callers, KeyStorage storage, PublicUrls urls, Audit audit, int atOnce, Reads reads) {
        this.callers = callers;
        this.storage = storage;
        this.urls = urls;
        this.audit = audit;
        this.room = new Room(new Lane.Size(atOnce, Lanes.MOST_WAITING, LONGEST_WAIT));
        this.reads = reads;
    }

    /// Does what an admitted caller asks for.
    @FunctionalInterface
    private interface Handler {
        Reply answer(KeyCall call, KeystoreRequest asked) throws BadKeyRequest;
    }

    /// @param path what follows `/keystore`
    Optional<Route> route(String path) {
        return switch (path) {
            case KEYS -> Optional.of(route(ALL, this::all));
            case "/keycount" -> Optional.of(route(READ, this::count));
            default -> path.startsWith(KEYS + "/") ? below(path.substring(KEYS.length() + 1)) : Optional.empty();
        };
    }

    private Optional<Route> below(String names) {
        if (!names.contains("/")) return Optional.of(route(ONE, (call, asked) -> one(call, asked, names)));
        if (!names.endsWith(VALUE)) return Optional.empty();
        String kids = names.substring(0, names.length() - VALUE.length());
        if (kids.contains("/")) return Optional.empty();
        return Optional.of(route(READ, (call, asked) -> values(call, KidList.read(kids))));
    }

    private Route route(List<String> methods, Handler handler) {
        return new Route(methods, Route.Callers.SERVERS, request -> answer(request, handler));
    }

    private Reply answer(Request request, Handler handler) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        return switch (callers.admit(request.environment(), parameters, Bearer.of(request.fields()))) {
            case Admission.Denied(Refused why, Optional<AccountId> account) -> Api.refused(request, Problem.of(why));
            case Admission.Admitted(Account account) -> {
                var asked = new KeystoreRequest(request, parameters);
                yield bounded(account, asked, handler);
            }
        };
    }

    /// Reading has a lane of its own.
    private Reply bounded(Account account, KeystoreRequest asked, Handler handler) {
        Request request = asked.request();
        return READ.contains(request.method())
                ? reads.answer(request, account, () -> answer(account, asked, handler))
                : changed(account, asked, handler);
    }

    private Reply changed(Account account, KeystoreRequest asked, Handler handler) {
        Request request = asked.request();
        return switch (room.take(Parties.asker(request, account.id()), () -> change(account, asked, handler))) {
            case Turn.Done<Reply>(Reply reply) -> reply;
            case Turn.Full<Reply> full -> crowded(request);
            // Nobody will read it.
            case Turn.Left<Reply> left -> crowded(request);
        };
    }

    private static Reply crowded(Request request) {
        return refused(request, 503, KeyFault.INTERNAL, "too many changes of the key storage at once; try again");
    }

    private Reply change(Account account, KeystoreRequest asked, Handler handler) {
        Reply reply = answer(account, asked, handler);
        note(account, asked.request(), reply);
        return reply;
    }

    /// What a caller changed or wanted to; reading is in the records. A key that was there already and was
    /// shown is no change.
    private void note(Account account, Request request, Reply reply) {
        Optional<Verb> verb = verb(request.method());
        boolean shown = request.method().equals("POST") && reply.status() == 200;
        if (verb.isEmpty() || shown) return;
        var actor = new Actor(
                Actor.Kind.CALLER, account.id().toString(), request.client().address(), request.id());
        var target = new Target(Optional.of(account.id()), Optional.of(account.environment()), kids(request, reply));
        audit.note(new Deed(actor, verb.get(), target, ending(reply)));
    }

    /// Those of the path, or of the address of the key that was made; none where the request names them in its body and
    /// was refused.
    private static String kids(Request request, Reply reply) {
        String named = reply.field("Location").orElse(request.path());
        int begin = named.lastIndexOf(KEYS + "/");
        return begin < 0 ? "" : named.substring(begin + KEYS.length() + 1);
    }

    private static Optional<Verb> verb(String method) {
        return switch (method) {
            case "POST" -> Optional.of(Verb.KEY_CREATE);
            case "PUT" -> Optional.of(Verb.KEY_CHANGE);
            case "DELETE" -> Optional.of(Verb.KEY_DELETE);
            default -> Optional.empty();
        };
    }

    private static Ending ending(Reply reply) {
        if (reply.status() < 300) return new Ending.Done();
        String words = "status " + reply.status() + ", code "
                + reply.field("Licet-Code").orElse("none");
        return reply.status() < 500 ? new Ending.Refused(words) : new Ending.Failed(words);
    }

    private static Reply answer(Account account, KeystoreRequest asked, Handler handler) {
        try {
            return handler.answer(asked.call(account), asked);
        } catch (BadKeyRequest bad) {
            return refused(asked.request(), status(bad.why()), bad.why(), bad.getMessage());
        } catch (StoreUnavailable noAnswer) {
            return refused(asked.request(), 503, KeyFault.INTERNAL, "the key store does not answer")
                    .because(Cause.busy(noAnswer.getMessage()));
        } catch (StoreDamaged tampered) {
            return refused(asked.request(), 500, KeyFault.INTERNAL, "the stored key does not open; tell the operator")
                    .because(Cause.inside(tampered.getMessage()));
        }
    }

    private static Reply refused(Request request, int status, KeyFault why, String message) {
        return Api.refused(request, Problem.coded(status, why.code(), message));
    }

    private static int status(KeyFault why) {
        return switch (why) {
            case INTERNAL -> 500;
            case PARAMETER, SYNTAX, WRONG_KEK -> 400;
            case NOT_FOUND -> 404;
            case KID_EXISTS -> 412;
        };
    }

    private Reply all(KeyCall call, KeystoreRequest asked) throws BadKeyRequest {
        if (asked.isPost()) return create(call, asked, KeyJson.read(asked.body()));
        return print(storage.page(call, asked.after(), asked.limit()), asked.request());
    }

    private Reply one(KeyCall call, KeystoreRequest asked, String names) throws BadKeyRequest {
        List<KeyId> kids = KidList.read(names);
        return switch (asked.request().method()) {
            case "PUT" -> {
                KeyDraft draft = KeyJson.read(asked.body());
                yield print(storage.change(call, single(kids), draft), asked.request());
            }
            case "POST" -> create(call, asked, KeyJson.read(asked.body()).named(single(kids)));
            case "DELETE" -> print(storage.delete(call, kids), asked.request());
            default -> print(storage.show(call, kids), asked.request());
        };
    }

    private static KeyId single(List<KeyId> kids) throws BadKeyRequest {
        if (kids.size() == 1) return kids.getFirst();
        throw new BadKeyRequest(KeyFault.PARAMETER, "name one kid");
    }

    private Reply create(KeyCall call, KeystoreRequest asked, KeyDraft draft) {
        boolean onlyNew = asked.request()
                .fields()
                .first("If-None-Match")
                .filter("*"::equals)
                .isPresent();
        var existing = onlyNew ? OnExisting.REFUSE : OnExisting.SHOW;
        return print(storage.create(call, draft, existing), asked.request());
    }

    private Reply count(KeyCall call, KeystoreRequest asked) {
        long count = storage.count(call);
        var accept = Accept.of(asked.request().fields().first("Accept"));
        if (accept.named("text/plain") > accept.named(JSON)) return Reply.of(200, "text/plain", Long.toString(count));
        return Reply.of(200, JSON, Json.object(json -> json.writeNumberField("keyCount", count)));
    }

    private Reply values(KeyCall call, List<KeyId> kids) throws BadKeyRequest {
        return switch (storage.show(call, kids)) {
            case KeyOutcome.Found(List<ShownKey> keys) -> Reply.of(200, "text/plain", KeyJson.values(keys));
            case KeyOutcome.Refused(KeyFault why, String reason) -> throw new BadKeyRequest(why, reason);
        };
    }

    private Reply print(KeyOutcome outcome, Request request) {
        return switch (outcome) {
            case KeyOutcome.Created(ShownKey key) ->
                Reply.of(201, JSON, KeyJson.made(key))
                        .with("Location", keys(request) + "/" + key.stored().kid());
            case KeyOutcome.Existing(ShownKey key) -> Reply.of(200, JSON, KeyJson.one(key));
            case KeyOutcome.Found(List<ShownKey> keys)
            when keys.size() == 1 -> Reply.of(200, JSON, KeyJson.one(keys.getFirst()));
            case KeyOutcome.Found(List<ShownKey> keys) -> Reply.of(200, JSON, KeyJson.many(keys));
            case KeyOutcome.Page(List<ShownKey> keys, Optional<KeyId> next) ->
                leadingOn(Reply.of(200, JSON, KeyJson.many(keys)), next, request);
            case KeyOutcome.Done() -> Reply.empty(200);
            case KeyOutcome.Refused(KeyFault why, String reason) -> refused(request, status(why), why, reason);
        };
    }

    /// With a link to the next page, where there is one.
    private Reply leadingOn(Reply page, Optional<KeyId> next, Request request) {
        return next.map(after -> page.with("Link", "<" + keys(request) + "?after=" + after + ">; rel=\"next\""))
                .orElse(page);
    }

    private String keys(Request request) {
        return urls.prefix(request.environment()) + PATH + KEYS;
    }
}
