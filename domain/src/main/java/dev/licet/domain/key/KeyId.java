package dev.licet.domain.key;

import dev.licet.crypto.Digest;
import dev.licet.domain.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The 16-byte id of a content key, in 32 lower-case hexadecimal digits.
///
/// @param hex exactly 32 characters of `0-9a-f`
public record KeyId(String hex) {
    /// Length in bytes.
    public static final int BYTES = 16;

    /// The most characters of a name, in code points.
    public static final int LONGEST_NAME = 64;

    public KeyId {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(KeyId::isLowerHex)) {
            throw new IllegalArgumentException("kid: must be 32 lower-case hexadecimal digits");
        }
    }

    /// The id with those 16 bytes.
    public static KeyId of(byte[] bytes) {
        return new KeyId(HexFormat.of().formatHex(bytes));
    }

    /// The id of a named key: the first 16 bytes of SHA-1 of the UTF-8 text after the `^`
    /// (reference: token-api.md 8.1).
    public static KeyId ofName(String name) {
        return of(Arrays.copyOf(Digest.sha1(name.getBytes(StandardCharsets.UTF_8)), BYTES));
    }

    /// Reads 32 hexadecimal digits of either case, or `^` and a name of 1 to 64 characters; empty for anything else.
    public static Optional<KeyId> parse(String text) {
        if (text.startsWith("^")) return named(text.substring(1));
        String digits = Ascii.lower(text);
        boolean good = digits.length() == 2 * BYTES && digits.chars().allMatch(KeyId::isLowerHex);
        return good ? Optional.of(new KeyId(digits)) : Optional.empty();
    }

    private static Optional<KeyId> named(String name) {
        int length = name.codePointCount(0, name.length());
        return length >= 1 && length <= LONGEST_NAME ? Optional.of(ofName(name)) : Optional.empty();
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static boolean isLowerHex(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    @Override
    public String toString() {
        return hex;
    }
}
