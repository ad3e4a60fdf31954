package dev.licet.storage.book;

import dev.licet.crypto.P256;
import dev.licet.storage.audit.AuditHead;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Purpose;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What is done with the books from outside.
public final class Books {
    private static final String ENDS =
            "SELECT s.account, s.environment, s.book, s.next, s.pruned, s.digest FROM book_seal AS s"
                    + " WHERE s.next = (SELECT MAX(t.next) FROM book_seal AS t WHERE t.account = s.account"
                    + " AND t.environment = s.environment AND t.book = s.book) ORDER BY s.account, s.environment, s.book";

    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final BookSealer sealer;
    private final CheckpointKey key;

    public Books(Store store, Vault vault, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.sealer = new BookSealer(store, new RowTags(vault.key(Purpose.BOOKS)));
        this.key = new CheckpointKey(store, vault, clock, random);
    }

    /// Seals what was written since the last time; meant to be called every few seconds.
    ///
    /// @param goOn asked between steps of about a thousand rows
    /// @return how many rows; 0 when there is nothing more
    public long seal(BooleanSupplier goOn) {
        return sealer.seal(goOn);
    }

    /// Seals what there is, and says how far all books are, signed. Throws [BrokenSeal] when the key for
    /// that was changed.
    public Checkpoint checkpoint() {
        while (seal(() -> true) > 0) Thread.onSpinWait();
        P256.Key own = key.key();
        Checkpoint plain = store.survey("reading the ends of the books", this::ends);
        return plain.signed(P256.sign(own, plain.statement(), random));
    }

    private Checkpoint ends(Session session) throws SQLException {
        AuditHead audit = session.first(
                        "SELECT number, hash FROM audit_head WHERE id = 1",
                        row -> new AuditHead(row.number(), HexFormat.of().formatHex(row.bytes())))
                .orElse(AuditHead.NOTHING);
        List<Checkpoint.End> ends = session.all(ENDS, Books::end);
        return new Checkpoint(clock.instant().truncatedTo(ChronoUnit.SECONDS), audit, ends, "");
    }

    private static Checkpoint.End end(Row row) throws SQLException {
        var whose = AccountEnvironment.read(row);
        var book = new BookName(whose, Book.values()[row.small()]);
        return new Checkpoint.End(new Seal(book, row.number(), row.flag(), row.bytes()));
    }

    /// Whether this installation has signed that.
    public boolean hasSigned(Checkpoint checkpoint) {
        try {
            return key.there().filter(own -> checkpoint.isSignedBy(own.point())).isPresent();
        } catch (BrokenSeal changed) {
            return false;
        }
    }
}
