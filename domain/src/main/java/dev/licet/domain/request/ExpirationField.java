package dev.licet.domain.request;

import dev.licet.domain.Refusal;
import dev.licet.domain.TimeText;
import dev.licet.domain.account.Options;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// `expirationTime`: RFC 3339 with the zone `Z`, or `+` and seconds from now. Every refusal tells our time and
/// how far off the caller was, because most of them are clocks that differ.
final class ExpirationField {
    private static final String NAME = "expirationTime";
    /// A `+` that was not percent-encoded arrives as a space.
    private static final Pattern RELATIVE = Pattern.compile("[+ ]([0-9]{1,10})");

    private ExpirationField() {}

    /// When the token expires, in whole seconds.
    static void read(TokenDraft draft) throws BadParameter {
        Optional<String> text = draft.fields().text(NAME, Refusal.EXPIRATION_TIME);
        Instant issued = draft.asked().now().truncatedTo(ChronoUnit.SECONDS);
        Duration standard = draft.asked().options().defaultTokenLife();
        draft.expires = text.isEmpty() ? issued.plus(standard) : read(text.get(), issued);
    }

    private static Instant read(String text, Instant issued) throws BadParameter {
        Instant expires = parse(text, issued).orElseThrow(() -> unreadable(issued));
        return within(expires, issued);
    }

    /// A time with a `Z`, or `+` and seconds from `issued`; empty for anything else.
    static Optional<Instant> parse(String text, Instant issued) {
        var relative = RELATIVE.matcher(text);
        if (relative.matches()) return Optional.of(issued.plusSeconds(Long.parseLong(relative.group(1))));
        return TimeText.utc(text).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Instant within(Instant expires, Instant now) throws BadParameter {
        Duration ahead = Duration.between(now, expires);
        if (!ahead.isPositive()) {
            throw bad("it lies " + ahead.abs().toSeconds() + " seconds in the past", now);
        }
        Duration over = ahead.minus(Options.LONGEST_TOKEN_LIFE);
        if (over.isPositive()) {
            throw bad("it lies " + over.toSeconds() + " seconds beyond the limit of 30 days", now);
        }
        return expires;
    }

    private static BadParameter unreadable(Instant now) {
        return BadParameter.of(
                        NAME,
                        Refusal.EXPIRATION_TIME,
                        "it is neither a time like 2026-04-14T12:01:10Z nor + and seconds; the server's time is " + now)
                .hint("Send UTC with a Z, or %2B and the seconds from now, at most %2B2592000.");
    }

    private static BadParameter bad(String reason, Instant now) {
        return BadParameter.of(NAME, Refusal.EXPIRATION_TIME, reason + "; the server's time is " + now)
                .hint("Compare the clocks; send a time at most 30 days ahead of the server's.");
    }
}
