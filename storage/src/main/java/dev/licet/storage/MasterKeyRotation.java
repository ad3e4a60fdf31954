package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.storage.sql.Store;

/// Puts another master key in the place of the present one. Only the root key is sealed anew, so it takes one row and
/// no time, and services go on: they hold the root key, which stays what it was.
///
/// The new key is on disk before the row is, and gets its name after it: whenever this is cut short, the database opens
/// with the key in the file or with the one in the file ending in `.next`, and whoever opens it next finishes the work.
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
