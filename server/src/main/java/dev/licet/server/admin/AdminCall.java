package dev.licet.server.admin;

import dev.licet.domain.Environment;
import dev.licet.domain.TimeText;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Request;
import dev.licet.http.lane.Asker;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Turn;
import dev.licet.storage.operator.OperatorToken;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One request that a token may make, and what its handler says was done. It does not print: the body may hold
/// keys.
final class AdminCall {
    private static final byte[] NO_FORM = {};

    private final Request request;
    private final OperatorToken token;
    private final Map<String, String> names;
    private final Parameters query;
    private final List<Step> steps = new ArrayList<>();
    private Target target = Target.INSTALLATION;
    private boolean unchanged;

    /// A part of what was done.
    record Step(Verb verb, Target target) {}

    AdminCall(Request request, OperatorToken token, Map<String, String> names) {
        this.request = request;
        this.token = token;
        this.names = names;
        this.query = Parameters.read(request.rawQuery(), NO_FORM);
    }

    Request request() {
        return request;
    }

    OperatorToken token() {
        return token;
    }

    /// The same, where percent signs stand for what a path cannot hold (RFC 3986 section 2.1).
    String decoded(String which) throws Objection {
        try {
            return URLDecoder.decode(name(which).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw Objection.notFound();
        }
    }

    /// What stands in the path under that name.
    String name(String which) {
        return Objects.requireNonNull(names.get(which));
    }

    /// The account of the path, which may not exist.
    AccountId account() throws Objection {
        return AccountId.parse(name("account")).orElseThrow(Objection::notFound);
    }

    /// The environment of the path.
    Environment environment() throws Objection {
        return environment(name("environment")).orElseThrow(Objection::notFound);
    }

    static Optional<Environment> environment(String word) {
        return Environment.named(word);
    }

    /// A number of the path.
    long number(String which) throws Objection {
        String text = name(which);
        if (!text.matches("[0-9]{1,18}")) throw Objection.notFound();
        return Long.parseLong(text);
    }

    /// A parameter of the query that is there and not empty.
    Optional<String> parameter(String which) throws Objection {
        if (query.unclear(which).isPresent()) throw Objection.bad(which, "must come once, in UTF-8");
        return query.first(which).filter(text -> !text.isEmpty());
    }

    /// How many entries a page may have.
    int limit(int usual, int most) throws Objection {
        Optional<String> text = parameter("limit");
        if (text.isEmpty()) return usual;
        int limit = text.get().matches("[0-9]{1,6}") ? Integer.parseInt(text.get()) : 0;
        if (limit >= 1 && limit <= most) return limit;
        throw Objection.bad("limit", "must be a number from 1 to " + most);
    }

    /// A number in the query, or `usual`.
    long number(String which, long usual) throws Objection {
        Optional<String> text = parameter(which);
        if (text.isEmpty()) return usual;
        if (!text.get().matches("[0-9]{1,18}")) throw Objection.bad(which, "must be a number");
        return Long.parseLong(text.get());
    }

    /// The account that the query names.
    Optional<AccountId> accountParameter() throws Objection {
        Optional<String> text = parameter("account");
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(AccountId.parse(text.get())
                .orElseThrow(() -> Objection.bad("account", "must be a number from 1 to " + AccountId.MAX)));
    }

    /// A time in the query: a day, which means its beginning in UTC, or a moment.
    Optional<Instant> time(String which) throws Objection {
        Optional<String> text = parameter(which);
        return text.isEmpty() ? Optional.empty() : Optional.of(time(which, text.get()));
    }

    static Instant time(String member, String text) throws Objection {
        return TimeText.day(text)
                .or(() -> TimeText.utc(text))
                .orElseThrow(() -> Objection.bad(member, "must be a time such as 2026-11-29 or 2026-11-29T08:00:00Z"));
    }

    /// Has something worked out on a lane.
    <T> T in(Lane lane, Lane.Work<T, Objection> work) throws Objection {
        var asker = new Asker("operator " + token.id(), request.client()::isGone, request.client()::isSilent);
        return switch (lane.take(asker, work)) {
            case Turn.Done<T>(T value) -> value;
            case Turn.Full<T> full -> throw Objection.busy();
            case Turn.Left<T> left -> throw Objection.busy();
        };
    }

    /// The account and the environment of the path, as what the call is about.
    Target accountEnvironment() throws Objection {
        return Target.INSTALLATION.of(account()).in(environment());
    }

    /// The body, a JSON object.
    JsonBody body() throws Objection {
        return JsonBody.read(request.body());
    }

    /// Says to whom or what it is done; to be called as soon as that is known.
    void about(Target known) {
        target = known;
    }

    Target target() {
        return target;
    }

    /// Says that a part of it was done, where a request can do several things.
    void did(Verb verb, Target to) {
        steps.add(new Step(verb, to));
    }

    /// Says that everything was as it was wished before, but for what it says by [#did].
    void nothingChanged() {
        unchanged = true;
    }

    /// The parts that [#did] told of.
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /// What was done, for the audit trail.
    List<Step> done(Verb usual) {
        if (!steps.isEmpty()) return steps();
        return unchanged ? List.of() : List.of(new Step(usual, target));
    }

    @Override
    public String toString() {
        return "AdminCall[" + request.id() + "]";
    }
}
