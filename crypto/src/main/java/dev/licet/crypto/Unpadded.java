package dev.licet.crypto;

import java.util.Arrays;

/// What [Aes#cbcEncryptPadded] may have made, decrypted.
///
/// @param text       without its padding (PKCS#7, RFC 5652 section 6.3); where that is wrong, without the last byte
/// @param wellPadded whether the padding is right
public record Unpadded(byte[] text, boolean wellPadded) {
    /// Looks at all bytes that may be padding, whatever they are.
    static Unpadded of(byte[] padded) {
        int length = padded[padded.length - 1] & 0xff;
        // Zero where 1 <= length <= 16.
        int wrong = ((length - 1) >>> 31) | ((Aes.BLOCK_BYTES - length) >>> 31);
        for (int i = 1; i <= Aes.BLOCK_BYTES; i++) {
            int counts = ~((length - i) >> 31);
            wrong |= counts & ((padded[padded.length - i] & 0xff) ^ length);
        }
        return new Unpadded(Arrays.copyOf(padded, padded.length - (wrong == 0 ? length : 1)), wrong == 0);
    }
}
