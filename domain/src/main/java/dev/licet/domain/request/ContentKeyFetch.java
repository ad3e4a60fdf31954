package dev.licet.domain.request;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Refusal;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.token.KeyGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gets the content keys of a request that is known to be good.
final class ContentKeyFetch {
    private final StoredKeys stored;

    ContentKeyFetch(StoredKeys stored) {
        this.stored = stored;
    }

    List<KeyGrant> fetch(Account account, PackagedLookup packaged, List<WantedKey> wanted) throws BadParameter {
        var grants = new ArrayList<KeyGrant>();
        for (WantedKey key : wanted) grants.add(key.with(fetch(account, packaged, key)));
        return grants;
    }

    private SecretBytes fetch(Account account, PackagedLookup packaged, WantedKey wanted) throws BadParameter {
        KeyNames names = wanted.names();
        return switch (wanted.source()) {
            case KeySource.Clear(SecretBytes key) -> key;
            case KeySource.Wrapped(SecretBytes kek, byte[] ek) ->
                unwrap(kek, ek, names.ek(), "Send " + names.ek() + " with the kek that it was wrapped under.");
            case KeySource.Derived(PackagedKey key) ->
                packaged.derived(key).orElseThrow(() -> BadParameter.ours(
                                names.kid(), Refusal.ADMIN_ERROR, "the seed of the key is gone; tell the operator")
                        .hint("Tell the operator of this service."));
            case KeySource.Stored key ->
                unwrap(
                        key.kek(),
                        find(account, key, names.kid()),
                        names.kek(),
                        "Send the kek that the stored key was wrapped under.");
        };
    }

    private byte[] find(Account account, KeySource.Stored key, String name) throws BadParameter {
        Optional<byte[]> wrapped;
        try {
            wrapped = stored.findWrapped(account.id(), account.environment(), key.kid());
        } catch (StoreUnavailable noAnswer) {
            throw BadParameter.busy(name, Refusal.KEY_STORAGE, "the key store does not answer")
                    .hint("Try again in a moment.")
                    .because(noAnswer.getMessage());
        } catch (StoreDamaged tampered) {
            throw BadParameter.ours(name, Refusal.ADMIN_ERROR, "the stored key does not open; tell the operator")
                    .hint("Tell the operator of this service: licet verify names the key.")
                    .because(tampered.getMessage());
        }
        return wrapped.orElseThrow(() -> missing(account, key.kid(), name));
    }

    private static BadParameter missing(Account account, KeyId kid, String name) {
        String words = "the key store of this account has no key " + kid + " in ";
        return BadParameter.of(
                        name, Refusal.KEY_STORAGE, words + account.environment().word())
                .hint("Store the key of this kid first, or send contentKey.");
    }

    /// @param hint for whoever sent the wrong one
    private static SecretBytes unwrap(SecretBytes kek, byte[] ek, String name, String hint) throws BadParameter {
        return KeyWrap.unwrap(kek, ek).orElseThrow(() -> BadParameter.of(
                        name, Refusal.ENCRYPTED_KEY_OR_KEK, "the kek does not open this key (RFC 3394 check)")
                .hint(hint));
    }
}
