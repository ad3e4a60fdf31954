package dev.licet.storage.record;

import dev.licet.domain.key.KeyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Ids in columns of bytes: 32 lower-case hexadecimal digits are 16 bytes; any other text is one zero byte or two, so
/// that it has not 16, and then the text in UTF-8.
public final class IdColumn {
    /// How far the time that an id begins with may be from that of its record, so that it is found by it.
    static final Duration NEAR = Duration.ofSeconds(2);

    private static final int DIGITS = 32;
    private static final int BYTES = DIGITS / 2;
    private static final int TIME_DIGITS = 12;
    private static final int RADIX = 16;

    private IdColumn() {}

    static byte[] write(String id) {
        if (isDigits(id)) return HexFormat.of().parseHex(id);
        // PostgreSQL keeps no U+0000 in texts, so there is none in ours.
        byte[] text = id.replace('\0', '\ufffd').getBytes(StandardCharsets.UTF_8);
        int zeros = text.length == BYTES - 1 ? 2 : 1;
        return ByteBuffer.allocate(zeros + text.length).put(zeros, text).array();
    }

    static String read(byte[] column) {
        if (column.length == BYTES) return HexFormat.of().formatHex(column);
        int zeros = column.length > 1 && column[1] == 0 ? 2 : 1;
        return new String(column, zeros, column.length - zeros, StandardCharsets.UTF_8);
    }

    /// Empty for none, because databases differ in what they take empty bytes for.
    static Optional<byte[]> kids(List<KeyId> kids) {
        if (kids.isEmpty()) return Optional.empty();
        var bytes = ByteBuffer.allocate(KeyId.BYTES * kids.size());
        kids.forEach(kid -> bytes.put(kid.bytes()));
        return Optional.of(bytes.array());
    }

    static List<String> kids(byte[] column) {
        return IntStream.range(0, column.length / KeyId.BYTES)
                .mapToObj(i -> Arrays.copyOfRange(column, i * KeyId.BYTES, (i + 1) * KeyId.BYTES))
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    /// The time that it begins with, if it is of the kind that does.
    static Optional<Instant> time(String id) {
        if (!isDigits(id)) return Optional.empty();
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(id, 0, TIME_DIGITS, RADIX)));
    }

    /// Whether a record of that time is found by the time of its id.
    static boolean isNear(String id, Instant at) {
        return time(id).filter(time -> Math.abs(time.toEpochMilli() - at.toEpochMilli()) <= NEAR.toMillis())
                .isPresent();
    }

    private static boolean isDigits(String id) {
        if (id.length() != DIGITS) return false;
        for (int i = 0; i < DIGITS; i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) return false;
        }
        return true;
    }
}
