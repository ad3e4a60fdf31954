package dev.licet.storage.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Names a sealed column of one row. The name is part of the seal, so that a column which is copied to another place
/// does not open there (reference: security.md T5, T6).
///
/// @param table    the table
/// @param column   the column
/// @param identity what names the row, e.g. account, environment and id; printed with `toString`
public record Sealed(String table, String column, Object... identity) {
    /// The label that separates the keys of different columns.
    byte[] purpose() {
        return ("licet column 1 " + table + "." + column).getBytes(StandardCharsets.US_ASCII);
    }

    /// Injective: each part follows its length.
    byte[] associated() {
        var out = new ByteArrayOutputStream();
        append(out, table);
        append(out, column);
        for (Object part : identity) append(out, String.valueOf(part));
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }
}
