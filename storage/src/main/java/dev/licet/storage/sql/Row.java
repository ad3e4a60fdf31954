package dev.licet.storage.sql;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One row of an answer, read from left to right: each call takes the next column.
public final class Row {
    /// Makes something of a row.
    @FunctionalInterface
    public interface Reader<T> {
        /// Takes the columns it wants, in order.
        T read(Row row) throws SQLException;
    }

    private final ResultSet rows;
    private int column;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /// A number that is there.
    public long number() throws SQLException {
        return rows.getLong(++column);
    }

    /// A number that fits an `int`.
    public int small() throws SQLException {
        return Math.toIntExact(number());
    }

    /// A number that may be absent.
    public OptionalLong maybeNumber() throws SQLException {
        long value = number();
        return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// A small number that may be absent.
    public OptionalInt maybeSmall() throws SQLException {
        var value = maybeNumber();
        return value.isPresent() ? OptionalInt.of(Math.toIntExact(value.getAsLong())) : OptionalInt.empty();
    }

    /// The next values as they stand in their columns, in a form that is the same for every database.
    /// @see Written#of
    public byte[] written(int columns) throws SQLException {
        var written = new Written();
        for (int i = 0; i < columns; i++) written.add(stored(rows.getObject(++column)));
        return written.bytes();
    }

    /// A number of a type that no column of ours has is none of our numbers.
    private static @Nullable Object stored(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case String text -> text;
            case byte[] bytes -> bytes;
            default -> value.getClass().getName() + " " + value;
        };
    }

    /// A flag.
    public boolean flag() throws SQLException {
        return number() != 0;
    }

    /// A text that is there.
    public String text() throws SQLException {
        return rows.getString(++column);
    }

    /// A text that may be absent.
    public Optional<String> maybeText() throws SQLException {
        return Optional.ofNullable(text());
    }

    /// Bytes that are there.
    public byte[] bytes() throws SQLException {
        return rows.getBytes(++column);
    }

    /// Bytes that may be absent.
    public Optional<byte[]> maybeBytes() throws SQLException {
        return Optional.ofNullable(bytes());
    }

    /// Bytes that may be absent, in hexadecimal digits.
    public Optional<String> maybeHex() throws SQLException {
        return maybeBytes().map(HexFormat.of()::formatHex);
    }

    /// An account that may be absent.
    public Optional<AccountId> maybeAccount() throws SQLException {
        var id = maybeNumber();
        return id.isPresent() ? Optional.of(new AccountId(id.getAsLong())) : Optional.empty();
    }

    /// A point in time.
    public Instant time() throws SQLException {
        return Parameters.instant(number());
    }

    /// A point in time that may be absent.
    public Optional<Instant> maybeTime() throws SQLException {
        var micros = maybeNumber();
        return micros.isPresent() ? Optional.of(Parameters.instant(micros.getAsLong())) : Optional.empty();
    }

    /// A duration in whole seconds.
    public Duration duration() throws SQLException {
        return Duration.ofSeconds(number());
    }

    /// An environment that may be absent.
    public Optional<Environment> maybeEnvironment() throws SQLException {
        Optional<String> letter = maybeText();
        return letter.isPresent() ? Optional.of(Parameters.environment(letter.get())) : Optional.empty();
    }

    /// An environment.
    public Environment environment() throws SQLException {
        return Parameters.environment(text());
    }
}
