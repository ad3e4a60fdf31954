package dev.licet.storage.book;

import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import java.util.Arrays;

/// Tags rows: the first eight bytes of HMAC-SHA-256 over what stands in the row. Whoever lacks the key can
/// change no row and add none, and finds out nothing from being wrong.
public final class RowTags {
    /// What stands in the place of the tag before for the first row, and for all records.
    static final byte[] NONE = new byte[0];

    private static final int BYTES = 8;

    private final SecretBytes key;

    /// @param key 32 bytes
    public RowTags(SecretBytes key) {
        this.key = key;
    }

    /// The tag of a record.
    ///
    /// @param written [dev.licet.storage.sql.Written] of its columns
    public byte[] ofRecord(byte[] written) {
        return of(Book.RECORDS, NONE, written);
    }

    /// The tag of a row that comes after the row with that tag, or without one.
    public byte[] of(Book book, byte[] before, byte[] written) {
        byte[] whole = Hmac.sha256(key, book.label(), new byte[] {(byte) before.length}, before, written);
        return Arrays.copyOf(whole, BYTES);
    }

    /// The whole HMAC-SHA-256 of a seal or an opening, 32 bytes.
    byte[] mac(byte[] label, byte[] statement) {
        return Hmac.sha256(key, label, statement);
    }
}
