package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.storage.sql.Store;

/// Replaces the master key. Only the root key is sealed again, so a rotation writes one row, and running
/// services continue because they hold the root key, which does not change.
///
/// The new key is on disk before the row is written and gets its final name afterwards. If a rotation is
/// interrupted, the database therefore opens with the key in the file or with the one in the file ending in
/// `.next`, and the next opening completes the rotation.
public final class MasterKeyRotation {
    private final Store store;
    private final DatabaseSettings settings;

    MasterKeyRotation(Store store, DatabaseSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /// Replaces the key in a file by a fresh one. May be repeated after it was cut short.
    public void rotate(MasterKeyFile file) {
        SecretBytes next = file.draftNext(settings.random());
        sealUnder(next);
        file.promoteNext();
    }

    /// Replaces a key that the operator keeps. From now on the database opens with `next` alone.
    public void rotate(MasterKey next) {
        sealUnder(next.bytes());
    }

    private void sealUnder(SecretBytes next) {
        var installation = new Installation(store, settings);
        store.write("sealing the root key under another master key", session -> installation.seal(session, next));
    }
}
