package dev.licet.storage.sql;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.TokenId;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How values are put into columns: instants as microseconds since 1970, durations as seconds, flags as 0 and 1,
/// environments as `T` and `P`, ids of tokens as their bytes, other ids as the text or number they
/// print.
final class Parameters {
    private static final long MICROS = 1_000_000;

    private Parameters() {}

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) bind(statement, i + 1, values[i]);
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof ValueList list) {
            statement.setArray(index, list.on(statement.getConnection()));
            return;
        }
        switch (plain(value)) {
            case null -> statement.setObject(index, null);
            case Long number -> statement.setLong(index, number);
            case String text -> statement.setString(index, text);
            case byte[] bytes -> statement.setBytes(index, bytes);
            default -> throw new IllegalArgumentException("a plain value is a number, a text or bytes");
        }
    }

    /// What stands in the column: a number, a text, bytes or nothing.
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> plain(optional.orElse(null));
            case OptionalLong optional -> optional.isPresent() ? optional.getAsLong() : null;
            case OptionalInt optional -> optional.isPresent() ? Long.valueOf(optional.getAsInt()) : null;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Boolean flag -> flag ? 1L : 0L;
            case String text -> storable(text);
            case byte[] bytes -> bytes;
            case Instant instant -> micros(instant);
            case Duration duration -> duration.toSeconds();
            case Environment environment -> letter(environment);
            case Drm drm -> drm.path();
            case AccountId account -> account.value();
            case KeyId kid -> kid.hex();
            case TokenId token -> token.bytes();
            default -> throw new IllegalArgumentException("no column for " + value.getClass());
        };
    }

    /// PostgreSQL has no way to keep U+0000 in a text, and no text of ours has a use for it.
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }

    /// Saturates, so that the ends of time are allowed in queries.
    static long micros(Instant instant) {
        if (instant.getEpochSecond() >= Long.MAX_VALUE / MICROS) return Long.MAX_VALUE;
        if (instant.getEpochSecond() <= Long.MIN_VALUE / MICROS) return Long.MIN_VALUE;
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    static String letter(Environment environment) {
        return switch (environment) {
            case TEST -> "T";
            case PRODUCTION -> "P";
        };
    }

    static Environment environment(String letter) throws SQLException {
        return maybeEnvironment(letter)
                .orElseThrow(() -> new SQLDataException("a row names an environment that there is not"));
    }

    static Optional<Environment> maybeEnvironment(String letter) {
        return switch (letter) {
            case "T" -> Optional.of(Environment.TEST);
            case "P" -> Optional.of(Environment.PRODUCTION);
            default -> Optional.empty();
        };
    }
}
