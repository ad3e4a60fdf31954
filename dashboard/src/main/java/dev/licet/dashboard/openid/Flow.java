package dev.licet.dashboard.openid;

import dev.licet.crypto.Digest;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// One attempt to sign in. Everything about it follows from one secret, which the browser keeps in a cookie, so that
/// nothing has to be remembered between leaving for the provider and coming back, on whichever node that is.
///
/// @param secret 32 random bytes
public record Flow(SecretBytes secret) {

    /// What comes back with the browser and shows that it left from here (RFC 6749 10.12).
    public String state() {
        return derived("state");
    }

    /// What stands in the ID token, so that it was made for this attempt.
    public String nonce() {
        return derived("nonce");
    }

    /// PKCE's verifier, 43 characters (RFC 7636 4.1).
    String verifier() {
        return derived("verifier");
    }

    /// PKCE's challenge by the method `S256`.
    String challenge() {
        return text(Digest.sha256(verifier().getBytes(StandardCharsets.US_ASCII)));
    }

    private String derived(String purpose) {
        return text(Hmac.sha256(secret, ("licet openid " + purpose).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
