package dev.licet.server.transfer;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyDraft;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.storage.key.StoredContentKeys;
import dev.licet.storage.key.StoredContentKeys.OnConflict;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Moves keys between files and the key storage of one account in one environment, a batch at a time.
///
/// @param progress told after each batch how many rows are done
public record KeyTransfer(
        StoredContentKeys keys, AccountId account, Environment environment, Instant now, LongConsumer progress) {
    private static final int BATCH = 1000;
    private static final int BYTE_ORDER_MARK = 0xfeff;

    /// What was imported.
    ///
    /// @param rows   how many the file had
    /// @param stored how many of them were stored; the others were there
    public record Imported(long rows, long stored) {}

    /// Stores the keys of a file. Every batch is one transaction: when a row is bad, what came before its batch is
    /// stored, and the same import can be repeated. Throws [BadRow].
    ///
    /// @param kek wraps keys that come in clear, and must open those that come wrapped, if it is given
    public Imported importFrom(Reader in, KeyFormat format, Optional<Kek> kek, OnConflict conflict) throws IOException {
        KeySource source = format.read(withoutByteOrderMark(in));
        var batch = new ArrayList<StoredKey>(BATCH);
        long rows = 0;
        long stored = 0;
        for (var draft = source.next(); draft.isPresent(); draft = source.next()) {
            batch.add(stored(draft.get(), kek, source.line()));
            rows++;
            if (batch.size() == BATCH) stored += store(batch, conflict, rows);
        }
        return new Imported(rows, stored + store(batch, conflict, rows));
    }

    /// Spreadsheets begin a file in UTF-8 with a mark that is no part of its first name.
    private static Reader withoutByteOrderMark(Reader in) throws IOException {
        var reader = new PushbackReader(in);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) reader.unread(first);
        return reader;
    }

    private long store(List<StoredKey> batch, OnConflict conflict, long rows) {
        if (batch.isEmpty()) return 0;
        int stored = keys.addAll(account, environment, List.copyOf(batch), conflict);
        batch.clear();
        progress.accept(rows);
        return stored;
    }

    private StoredKey stored(KeyDraft draft, Optional<Kek> kek, long line) {
        KeyId kid = draft.kid().orElseThrow(() -> new BadRow(line, "there is no kid"));
        Optional<String> kekId = draft.kekId().sent().or(() -> kek.map(known -> known.id(Kek.IdForm.SPECIFICATION)));
        return new StoredKey(
                kid,
                ek(draft, kek, line),
                kekId,
                draft.info().sent(),
                draft.contentId().sent(),
                draft.expiration().sent(),
                now);
    }

    private static byte[] ek(KeyDraft draft, Optional<Kek> kek, long line) {
        if (draft.value().isPresent() == draft.ek().isPresent())
            throw new BadRow(line, "there must be one of k and ek");
        if (draft.value().isPresent()) {
            return kek.orElseThrow(() -> new BadRow(line, "k is in clear: say the kek with --kek-file"))
                    .wrap(draft.value().get());
        }
        byte[] ek = draft.ek().get();
        boolean opens = kek.isEmpty() || kek.get().unwrap(ek).isPresent();
        if (!opens) throw new BadRow(line, "the kek does not open ek");
        return ek;
    }

    /// Writes all keys. With [Wrapping.Anew], a key that the old kek does not open ends it: [WrongKek].
    /// @return how many
    public long exportTo(Writer out, KeyFormat format, Wrapping wrapping) throws IOException {
        KeySink sink = format.write(out);
        keys.recordExport(account, environment, keys.count(account, environment));
        long rows = 0;
        Optional<KeyId> after = Optional.empty();
        while (true) {
            List<StoredKey> page = keys.list(account, environment, after, BATCH);
            for (StoredKey key : page) sink.write(wrapping.applied(key));
            if (page.isEmpty()) return rows;
            rows += page.size();
            after = Optional.of(page.getLast().kid());
            progress.accept(rows);
        }
    }
}
