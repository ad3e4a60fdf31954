package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.Signer.RsaKey;
import dev.licet.domain.credential.Signer.SigningKey;
import dev.licet.drm.credential.BadCredential;
import java.security.SecureRandom;

/// A signing key as somebody typed it; one that is made here where nothing was typed.
record SignerForm(Form form, SecureRandom random) {
    /// Whether the key has to be shown, because nobody knows it.
    boolean isMadeHere() {
        return !has("key") && !has("iv") && !has("rsa");
    }

    private boolean has(String field) {
        return form.maybe(field).isPresent();
    }

    SigningKey key() throws BadField {
        if (has("rsa") && (has("key") || has("iv"))) throw new BadField("A signer has one key: AES or RSA.");
        if (has("key") != has("iv")) throw new BadField("Signing key and IV go together.");
        try {
            if (has("rsa")) return new RsaKey(form.given("rsa").publicKey(RsaKey.LEAST_BITS, RsaKey.MOST_BITS));
            return new AesKey(secret("key", "signing key", AesKey.KEY_BYTES), secret("iv", "IV", AesKey.IV_BYTES));
        } catch (BadCredential bad) {
            throw new BadField(BadField.sentence(bad.getMessage()));
        }
    }

    private SecretBytes secret(String field, String what, int length) throws BadCredential {
        return has(field) ? form.given(field).secret(what, length) : SecretBytes.random(random, length);
    }
}
