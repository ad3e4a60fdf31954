package dev.licet.domain.account;

import dev.licet.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// A customer authenticator as the caller sends it: `<account id>,<32 hexadecimal digits>`. It does not print its
/// secret half; the store keeps only a keyed hash of it.
///
/// @param account whose it claims to be
/// @param secret  16 bytes
public record Authenticator(AccountId account, SecretBytes secret) {
    /// Length of the secret half in bytes.
    public static final int SECRET_BYTES = 16;

    /// Reads the text form; empty when it is not of that form.
    public static Optional<Authenticator> parse(String text) {
        int comma = text.indexOf(',');
        if (comma < 0 || text.length() - comma - 1 != 2 * SECRET_BYTES) return Optional.empty();
        return AccountId.parse(text.substring(0, comma)).flatMap(account -> secret(text.substring(comma + 1))
                .map(secret -> new Authenticator(account, secret)));
    }

    private static Optional<SecretBytes> secret(String digits) {
        boolean hex = digits.chars().allMatch(HexFormat::isHexDigit);
        return hex ? Optional.of(SecretBytes.parseHex(digits)) : Optional.empty();
    }

    /// A new one for `account`.
    public static Authenticator random(AccountId account, SecureRandom random) {
        return new Authenticator(account, SecretBytes.random(random, SECRET_BYTES));
    }

    /// The text form, for the one moment when it is shown to its owner.
    public String reveal() {
        return account + "," + secret.expose(HexFormat.of()::formatHex);
    }
}
