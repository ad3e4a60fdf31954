package dev.licet.domain.token;

import java.security.SecureRandom;
import java.util.HexFormat;

/// The 128-bit random number of a token: what charges and records refer to.
///
/// @param hex exactly 32 lower-case hexadecimal digits
public record TokenId(String hex) {
    /// Length in bytes.
    public static final int BYTES = 16;

    public TokenId {
        if (hex.length() != 2 * BYTES) throw new IllegalArgumentException("token id: must be 32 hexadecimal digits");
    }

    /// A new one.
    public static TokenId random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(bytes);
    }

    /// The id with those 16 bytes.
    public static TokenId of(byte[] bytes) {
        return new TokenId(HexFormat.of().formatHex(bytes));
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
