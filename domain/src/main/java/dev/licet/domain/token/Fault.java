package dev.licet.domain.token;

import dev.licet.domain.Refusal;
import java.time.Duration;
import java.util.Optional;

/// A failure that a caller of the test environment orders, so that it can see what its players make of it
/// (`licetFault`, described in `docs/fault-injection.md`). There are none in production.
public sealed interface Fault {
    /// The longest delay that can be ordered.
    Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /// That refusal, on the token request or on redemption, where it belongs.
    record Refuse(Refusal why) implements Fault {}

    /// The license comes late.
    record Delay(Duration time) implements Fault {}

    /// The redemption is answered with that HTTP status and nothing that a player could use.
    ///
    /// @param code 400 to 599
    record Status(int code) implements Fault {}

    /// A PlayReady fault with that status code.
    record PlayReadyStatus(int status) implements Fault {}

    /// Every limit in the license is that short.
    record ShortLicense(Duration time) implements Fault {}

    /// Reads `code:-4001`, `delay:1500` (milliseconds), `status:503`, `short-license:10` (seconds) or
    /// `pr:0x8004C065`.
    static Optional<Fault> parse(String text) {
        String[] parts = text.split(":", 2);
        return parts.length == 2 ? parse(parts[0], parts[1]) : Optional.empty();
    }

    private static Optional<Fault> parse(String kind, String value) {
        Optional<Integer> number = number(value);
        return switch (kind) {
            case "pr" -> playReady(value);
            case "code" ->
                number.flatMap(Refusal::ofCode)
                        .filter(why -> why.phase() != Refusal.Phase.PACKAGE)
                        .map(Refuse::new);
            case "delay" ->
                number.filter(n -> n >= 1 && n <= LONGEST_DELAY.toMillis()).map(n -> new Delay(Duration.ofMillis(n)));
            case "status" -> number.filter(n -> n >= 400 && n <= 599).map(Status::new);
            case "short-license" ->
                number.filter(n -> n >= 1 && n <= 86_400).map(n -> new ShortLicense(Duration.ofSeconds(n)));
            default -> Optional.empty();
        };
    }

    private static Optional<Fault> playReady(String status) {
        return status.matches("0[xX][0-9a-fA-F]{8}")
                ? Optional.of(new PlayReadyStatus(Integer.parseUnsignedInt(status.substring(2), 16)))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("-?[0-9]{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /// The text that [#parse] reads.
    default String text() {
        return switch (this) {
            case Refuse(Refusal why) -> "code:" + why.code();
            case Delay(Duration time) -> "delay:" + time.toMillis();
            case Status(int code) -> "status:" + code;
            case PlayReadyStatus(int status) -> "pr:0x%08X".formatted(status);
            case ShortLicense(Duration time) -> "short-license:" + time.toSeconds();
        };
    }
}
