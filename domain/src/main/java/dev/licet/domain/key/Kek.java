package dev.licet.domain.key;

import dev.licet.crypto.Digest;
import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// The operator's key-encryption key as it came with one request. It is never stored.
///
/// @param key   16 bytes
/// @param typed the hexadecimal digits as they were typed, in ASCII: automatic ids are made from these
public record Kek(SecretBytes key, SecretBytes typed) {
    /// Length in bytes.
    public static final int BYTES = 16;

    private static final byte[] ID_LABEL = "KEKID_1".getBytes(StandardCharsets.US_ASCII);

    /// How an automatic id is printed.
    public enum IdForm {
        /// `#1.` and the first 32 digits in lower case, as the published specification has it.
        SPECIFICATION,
        /// `#1.` and all 40 digits in upper case, as the hosted service prints it.
        HOSTED
    }

    /// Reads 32 hexadecimal digits of either case; empty for anything else.
    public static Optional<Kek> parse(String digits) {
        boolean good = digits.length() == 2 * BYTES && digits.chars().allMatch(HexFormat::isHexDigit);
        if (!good) return Optional.empty();
        var typed = SecretBytes.taking(digits.getBytes(StandardCharsets.US_ASCII));
        return Optional.of(new Kek(SecretBytes.parseHex(digits), typed));
    }

    /// The automatic id: SHA-1 over `KEKID_1` and the digits as typed (reference: token-api.md 8.4). The same kek in
    /// other letters has another id, because the published text hashes the text.
    public String id(IdForm form) {
        byte[] hash = typed.expose(digits -> Digest.sha1(concatenated(ID_LABEL, digits)));
        return "#1."
                + switch (form) {
                    case SPECIFICATION -> HexFormat.of().formatHex(hash).substring(0, 32);
                    case HOSTED -> HexFormat.of().withUpperCase().formatHex(hash);
                };
    }

    private static byte[] concatenated(byte[] a, byte[] b) {
        byte[] both = new byte[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /// Wraps a content key of 16 bytes.
    /// @return 24 bytes
    public byte[] wrap(SecretBytes value) {
        return KeyWrap.wrap(key, value);
    }

    /// Unwraps a content key; empty when it was wrapped under another kek, or changed.
    public Optional<SecretBytes> unwrap(byte[] ek) {
        return KeyWrap.unwrap(key, ek);
    }
}
