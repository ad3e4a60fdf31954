package dev.licet.domain.token;

import dev.licet.domain.TimedId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/// Names a token: what charges and records refer to it by.
///
/// @param hex exactly 32 lower-case hexadecimal digits
public record TokenId(String hex) {
    /// Length in bytes.
    public static final int BYTES = TimedId.BYTES;

    public TokenId {
        if (hex.length() != 2 * BYTES) throw new IllegalArgumentException("token id: must be 32 hexadecimal digits");
    }

    /// A new one, for a token that is issued now.
    public static TokenId fresh(Instant now, SecureRandom random) {
        return of(TimedId.fresh(now, random));
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
