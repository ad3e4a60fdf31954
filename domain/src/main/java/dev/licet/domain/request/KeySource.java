package dev.licet.domain.request;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.token.KeyGrant;
import java.util.Optional;

/// Where the content key of a request comes from: the decision table of token-api.md 8.2, row by row. Reading
/// it touches no key; that happens when the whole request is known to be good.
sealed interface KeySource {
    /// The caller sent the key.
    record Clear(SecretBytes key) implements KeySource {}

    /// The caller sent the key wrapped, and the kek it is wrapped under.
    record Wrapped(SecretBytes kek, byte[] ek) implements KeySource {}

    /// The key store has the key wrapped; the caller sent the kek.
    record Stored(SecretBytes kek, KeyId kid) implements KeySource {}

    /// A packager was given the key, and it is derived; the caller sent nothing but its name.
    record Derived(PackagedKey key) implements KeySource {}

    /// Reads `contentKey`, `kek` and `ek` under the names of one key.
    ///
    /// @param kid already read; only FairPlay may do without
    static KeySource read(Submission asked, KeyNames names, Optional<KeyId> kid) throws BadParameter {
        Fields fields = asked.fields();
        if (fields.has(names.kek())) return underKek(asked, names, kid);
        if (fields.has(names.ek())) {
            throw BadParameter.of(names.ek(), Refusal.ENCRYPTED_KEY_OR_KEK, "ek was sent without the kek that opens it")
                    .hint("Send the kek that " + names.ek() + " is wrapped under, 32 hexadecimal digits.");
        }
        if (fields.has(names.contentKey())) return clear(fields, names.contentKey());
        if (kid.isEmpty()) throw none(names, "send contentKey, or kek with ek or kid");
        return derived(asked, names, kid.get());
    }

    private static KeySource derived(Submission asked, KeyNames names, KeyId kid) throws BadParameter {
        Optional<PackagedKey> key = asked.packaged().find(kid);
        if (key.isEmpty()) {
            throw none(
                    names,
                    asked.packaged().isOn()
                            ? "no packager was given a key with this kid; send contentKey, or the kek of a stored key"
                            : "the key store holds wrapped keys only; send the kek with the kid, or contentKey");
        }
        return switch (key.get().source()) {
            case PackagedKey.Source.Seed(int number) -> new Derived(key.get());
            case PackagedKey.Source.Storage() ->
                throw none(names, "the key of this kid is kept under a kek; send the kek");
        };
    }

    private static BadParameter none(KeyNames names, String reason) {
        return BadParameter.of(names.contentKey(), Refusal.CONTENT_KEY, reason);
    }

    private static KeySource clear(Fields fields, String name) throws BadParameter {
        return new Clear(fields.secret(name, KeyGrant.KEY_BYTES, Refusal.CONTENT_KEY_LENGTH, Refusal.CONTENT_KEY)
                .orElseThrow());
    }

    private static KeySource underKek(Submission asked, KeyNames names, Optional<KeyId> kid) throws BadParameter {
        Fields fields = asked.fields();
        boolean ek = fields.has(names.ek());
        if (fields.has(names.contentKey())) {
            throw BadParameter.of(names.contentKey(), twice(asked.drm()), "send contentKey or kek, not both")
                    .hint("Send contentKey, or kek with ek or kid, not both.");
        }
        if (asked.drm() == Drm.FAIRPLAY && ek && kid.isPresent()) {
            throw BadParameter.of(names.ek(), Refusal.KEY_DATA, "with kek, send ek or kid, not both")
                    .hint("Send ek, where the caller has the wrapped key, or kid, where the key store has it.");
        }
        SecretBytes kek = wrapping(fields, names.kek(), 16).orElseThrow();
        if (ek) return new Wrapped(kek, encrypted(fields, names.ek()));
        if (kid.isPresent()) return new Stored(kek, kid.get());
        throw BadParameter.of(names.kid(), Refusal.KID_MISSING, "kek was sent without ek or kid")
                .hint("Send " + names.ek() + " or " + names.kid() + " beside kek.");
    }

    private static Refusal twice(Drm drm) {
        return switch (drm) {
            case WIDEVINE, FAIRPLAY, CLEARKEY -> Refusal.KEY_DATA;
            case PLAYREADY -> Refusal.KEK_AND_CONTENT_KEY;
        };
    }

    private static byte[] encrypted(Fields fields, String name) throws BadParameter {
        return wrapping(fields, name, KeyWrap.WRAPPED_BYTES).orElseThrow().expose(byte[]::clone);
    }

    private static Optional<SecretBytes> wrapping(Fields fields, String name, int bytes) throws BadParameter {
        return fields.secret(name, bytes, Refusal.ENCRYPTED_KEY_OR_KEK, Refusal.ENCRYPTED_KEY_OR_KEK);
    }
}
