package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.storage.book.BookOpening;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.key.SealingKeyAdministration;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Purpose;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The first opening of a database, and the proof at every later one that the master key is the same.
///
/// The master key seals one thing: the root key, 32 random bytes made together with the database, under which
/// everything else is sealed. So another master key can take over by sealing those 32 bytes anew.
final class Installation {
    private static final Sealed ROOT_KEY = new Sealed("installation", "root_key", "books");
    /// The name under which earlier versions sealed the root key. It is opened once: then the rows without
    /// tags are settled ([dev.licet.storage.book.BookOpening]), and nobody can have that done again.
    private static final Sealed EARLIER = new Sealed("installation", "root_key");
    private static final int ROOT_KEY_BYTES = 32;

    private final Store store;
    private final Vault master;
    private final DatabaseSettings settings;

    Installation(Store store, DatabaseSettings settings) {
        this.store = store;
        this.master = new Vault(settings.masterKey().bytes(), settings.random());
        this.settings = settings;
    }

    /// What opens and seals the columns. Throws [DatabaseRefused] when the master key is not the one that the
    /// database was made with.
    Vault vault() {
        byte[] there = store.read("reading the root key", Installation::rootKey);
        byte[] sealed = there.length > 0 ? there : store.write("making the installation", this::make);
        SecretBytes root = open(sealed);
        var vault = new Vault(root, settings.random());
        if (openUnder(master, EARLIER, sealed).isPresent())
            store.write("opening the books", session -> openBooks(session, vault, root, sealed));
        return vault;
    }

    /// @return how many rows were changed: none when another node did it
    private int openBooks(Session session, Vault vault, SecretBytes root, byte[] sealed) throws SQLException {
        byte[] anew = master.seal(ROOT_KEY, root);
        int changed =
                session.change("UPDATE installation SET root_key = ? WHERE id = 1 AND root_key = ?", anew, sealed);
        if (changed == 1) BookOpening.settle(session, new RowTags(vault.key(Purpose.BOOKS)));
        return changed;
    }

    private SecretBytes open(byte[] sealed) {
        return openUnder(master, sealed).orElseGet(() -> settings.masterKey()
                .successor()
                .flatMap(successor -> openAfterRotation(successor, sealed))
                .orElseThrow(this::anotherMasterKey));
    }

    /// A rotation was cut short after it had changed the database.
    private Optional<SecretBytes> openAfterRotation(MasterKey.Successor successor, byte[] sealed) {
        Optional<SecretBytes> root = openUnder(successor.bytes(), sealed);
        if (root.isPresent()) successor.file().ifPresent(MasterKeyFile::promoteNext);
        return root;
    }

    private Optional<SecretBytes> openUnder(SecretBytes key, byte[] sealed) {
        return openUnder(new Vault(key, settings.random()), sealed);
    }

    private static Optional<SecretBytes> openUnder(Vault key, byte[] sealed) {
        return openUnder(key, ROOT_KEY, sealed).or(() -> openUnder(key, EARLIER, sealed));
    }

    private static Optional<SecretBytes> openUnder(Vault key, Sealed name, byte[] sealed) {
        try {
            return Optional.of(key.open(name, sealed));
        } catch (BrokenSeal other) {
            return Optional.empty();
        }
    }

    private DatabaseRefused anotherMasterKey() {
        return new DatabaseRefused("the master key is not the one that the database "
                + settings.place().words() + " was made with: configure that one, or restore its file");
    }

    /// Seals the root key under the new master key. Does nothing when that was done already.
    /// @return how many rows were changed
    int seal(Session session, SecretBytes next) throws SQLException {
        byte[] sealed = rootKey(session);
        if (openUnder(next, sealed).isPresent()) return 0;
        byte[] anew = new Vault(next, settings.random()).seal(ROOT_KEY, open(sealed));
        return session.change("UPDATE installation SET root_key = ? WHERE id = 1", anew);
    }

    /// The first sealing key is made together with the root key, so that no process ever sees a database
    /// without one.
    private byte[] make(Session session) throws SQLException {
        Instant now = settings.clock().instant();
        var rootKey = SecretBytes.random(settings.random(), ROOT_KEY_BYTES);
        int made = session.change(
                "INSERT INTO installation (id, root_key, created) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING",
                master.seal(ROOT_KEY, rootKey),
                now);
        var vault = new Vault(rootKey, settings.random());
        if (made == 1) {
            var first = SealingKeyAdministration.fresh(settings.random());
            SealingKeyAdministration.add(session, vault, new SealingKeyAdministration.NewKey(first, now, now));
        }
        return rootKey(session);
    }

    private static byte[] rootKey(Session session) throws SQLException {
        return session.first("SELECT root_key FROM installation WHERE id = 1", Row::bytes)
                .orElse(new byte[0]);
    }
}
