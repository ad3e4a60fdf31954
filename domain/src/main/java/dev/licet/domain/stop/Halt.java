package dev.licet.domain.stop;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a token or a device is stopped. Redemptions ask it, and explanations ask the same.
public final class Halt {
    private final StopLists lists;

    /// @param lists what is stopped
    public Halt(StopLists lists) {
        this.lists = lists;
    }

    /// Whether nothing is stopped.
    public boolean isIdle() {
        return lists.isEmpty();
    }

    /// Why a token is not redeemed now: it, its account, one of its kids or its cookie is stopped.
    public Optional<Refused> token(Token token, Instant now) {
        if (isIdle()) return Optional.empty();
        Stream<Stop> found = Stream.of(
                        about(StopKind.ACCOUNT, token.account().toString()),
                        about(StopKind.TOKEN, token.id().hex()),
                        token.rights().keys().stream()
                                .map(KeyGrant::kid)
                                .flatMap(Optional::stream)
                                .flatMap(kid -> about(StopKind.KID, kid.hex())),
                        token.cookie().stream().flatMap(cookie -> about(StopKind.COOKIE, cookie)))
                .flatMap(entries -> entries);
        return first(found, token, now);
    }

    /// Why a device gets no license with a token now.
    ///
    /// @param device what records call it
    public Optional<Refused> device(Token token, String device, Instant now) {
        return first(about(StopKind.DEVICE, device), token, now);
    }

    private Stream<Stop> about(StopKind kind, String value) {
        return lists.about(kind, value).stream();
    }

    private static Optional<Refused> first(Stream<Stop> found, Token token, Instant now) {
        return found.filter(stop -> stop.holds(token.account(), token.environment(), now))
                .findFirst()
                .map(Halt::refused);
    }

    private static Refused refused(Stop stop) {
        String end = stop.until().map(time -> " until " + time).orElse("");
        String why = stop.reason().isEmpty() ? "" : ": " + stop.reason();
        String reason = "the " + stop.kind().word() + " is on a stop list" + end + why;
        return Refused.request(code(stop.kind()), reason)
                .at(stop.kind() == StopKind.DEVICE ? Rule.STOPPED_DEVICE : Rule.STOPPED)
                .hint("Ask the operator: licet stop list.");
    }

    private static Refusal code(StopKind kind) {
        return switch (kind) {
            case ACCOUNT -> Refusal.ACCOUNT_DISABLED;
            case TOKEN, KID, COOKIE -> Refusal.TOKEN_INVALID;
            case DEVICE -> Refusal.DEVICE_NOT_AUTHENTICATED;
        };
    }
}
