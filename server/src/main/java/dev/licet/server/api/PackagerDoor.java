package dev.licet.server.api;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.request.Admission;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Cause;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// What the interfaces for packagers with an authenticator have in common: it finds out which account asks, and
/// with which kek.
public final class PackagerDoor {
    private static final String REALM = "Basic realm=\"licet\", charset=\"UTF-8\"";
    private static final String BASIC = "Basic ";
    private static final byte[] NO_FORM = {};

    private final Callers callers;
    private final KeyProvider provider;
    private final PackagerRoom room;

    public PackagerDoor(Callers callers, KeyProvider provider, PackagerRoom room) {
        this.callers = callers;
        this.provider = provider;
        this.room = room;
    }

    /// What a packager showed of itself.
    ///
    /// @param authenticator `<account id>,<32 hexadecimal digits>`
    /// @param kek           what followed it in a password
    private record Shown(Optional<String> authenticator, Optional<String> kek) {}

    /// Has a packager answered that is known, when there is room.
    ///
    /// @param door   the interface, for the record
    /// @param answer answers it
    Reply admit(Request request, String door, Function<PackagerCall, Reply> answer) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        Shown shown = shown(request);
        return switch (callers.admit(request.environment(), parameters, shown.authenticator())) {
            case Admission.Denied(Refused why, Optional<AccountId> account) -> {
                account.ifPresent(
                        id -> provider.refuse(call(request, id, door, Optional.empty()), Optional.empty(), why));
                yield coded(why, why.message()).with("WWW-Authenticate", REALM);
            }
            case Admission.Admitted(Account account) -> {
                Optional<String> sent = request.fields().first("X-Licet-Kek").or(shown::kek);
                Optional<Kek> kek = sent.flatMap(Kek::parse);
                PackagerCall call = call(request, account.id(), door, kek);
                if (sent.isPresent() && kek.isEmpty()) yield refuse(call, brokenKek());
                yield room.bounded(request, account.id(), () -> answer.apply(call));
            }
        };
    }

    /// The same for whatever interface it came through.
    static Refused brokenKek() {
        return Refused.request(Refusal.KEY_REQUEST, "the kek must be 32 hexadecimal digits")
                .at(Rule.KEK);
    }

    private static PackagerCall call(Request request, AccountId account, String door, Optional<Kek> kek) {
        String caller = request.fields().first("User-Agent").orElse("");
        return new PackagerCall(account, request.environment(), request.id(), door, caller, kek);
    }

    /// A signature of AWS in `Authorization` is ignored, because the API gateway in front of us has checked it.
    private static Shown shown(Request request) {
        Optional<Shown> basic = request.fields().first("Authorization").flatMap(PackagerDoor::basic);
        if (basic.isPresent()) return basic.get();
        var other = Bearer.of(request.fields()).or(() -> request.fields().first("x-api-key"));
        return new Shown(other, Optional.empty());
    }

    /// The user is the account, the password its 32 digits, which a colon and the kek may follow.
    private static Optional<Shown> basic(String field) {
        if (!field.regionMatches(true, 0, BASIC, 0, BASIC.length())) return Optional.empty();
        String[] parts = decoded(field.substring(BASIC.length()).strip()).split(":", 3);
        if (parts.length < 2) return Optional.of(new Shown(Optional.of(parts[0]), Optional.empty()));
        var kek = parts.length == 3 ? Optional.of(parts[2]) : Optional.<String>empty();
        return Optional.of(new Shown(Optional.of(parts[0] + "," + parts[1]), kek));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /// Refuses a request that was admitted, and leaves a record of it.
    Reply refuse(PackagerCall call, Refused why) {
        provider.refuse(call, Optional.empty(), why);
        return denied(why);
    }

    static Reply busy(String sentence) {
        return text(503, sentence).because(Cause.busy(sentence));
    }

    /// The sentence alone, as packagers want it.
    private static Reply text(int status, String sentence) {
        return Reply.of(status, "text/plain; charset=utf-8", sentence);
    }

    /// A refusal whose text is the sentence alone, because packagers know no codes.
    static Reply denied(Refused why) {
        return coded(why, why.reason());
    }

    private static Reply coded(Refused why, String words) {
        return text(Translator.status(why), words)
                .with("Licet-Code", Integer.toString(why.why().code()))
                .because(Problem.cause(why));
    }

    /// A refusal of what came before the interface.
    static Reply refused(Problem problem) {
        return text(problem.status(), problem.message())
                .with("Licet-Code", Integer.toString(problem.code()))
                .because(problem.cause());
    }
}
