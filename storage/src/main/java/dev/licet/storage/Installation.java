package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;

/// The first opening of a database, and the proof at every later one that the master key is the same.
final class Installation {
    private static final Sealed KEY_CHECK = new Sealed("installation", "key_check");
    private static final byte[] KNOWN = "licet".getBytes(StandardCharsets.US_ASCII);

    private final Store store;
    private final Vault vault;
    private final DatabaseSettings settings;

    Installation(Store store, Vault vault, DatabaseSettings settings) {
        this.store = store;
        this.vault = vault;
        this.settings = settings;
    }

    /// Throws [DatabaseRefused] when the master key is not the one the database was made with.
    void check() {
        byte[] proof = store.read("reading the key check", Installation::proof);
        if (proof.length == 0) proof = store.write("making the installation", this::make);
        try {
            vault.open(KEY_CHECK, proof);
        } catch (BrokenSeal other) {
            throw new DatabaseRefused("the master key is not the one that the database in " + settings.directory()
                    + " was made with: configure that one, or restore its file");
        }
    }

    /// The first sealing key is made together with the proof, so that no process ever sees a database without one.
    private byte[] make(Session session) throws SQLException {
        Instant now = settings.clock().instant();
        int made = session.change(
                "INSERT INTO installation (id, key_check, created) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING",
                vault.seal(KEY_CHECK, SecretBytes.copyOf(KNOWN)),
                now);
        if (made == 1) SealingKeyRegister.add(session, vault, SealingKeyRegister.fresh(settings.random()), now, now);
        return proof(session);
    }

    private static byte[] proof(Session session) throws SQLException {
        return session.first("SELECT key_check FROM installation WHERE id = 1", Row::bytes)
                .orElse(new byte[0]);
    }
}
