package dev.licet.drm.wire;

import dev.licet.crypto.Cmac;
import dev.licet.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The keys of one exchange, derived from the session key and the request (reference: widevine.md 2.4).
///
/// @param encryption 16 bytes; seals the keys of the license
/// @param macServer  32 bytes; signs what the server says
/// @param macClient  32 bytes; signs what the device says after its first request
public record WidevineSessionKeys(SecretBytes encryption, SecretBytes macServer, SecretBytes macClient) {
    /// Length of a session key in bytes.
    public static final int SESSION_KEY_BYTES = 16;
    /// Length of each MAC key in bytes.
    public static final int MAC_BYTES = 32;

    /// What a key is derived for; the names are the labels of the derivation.
    private enum Purpose {
        ENCRYPTION(128),
        AUTHENTICATION(512);

        /// How many bits are derived in all.
        private final int bits;

        Purpose(int bits) {
            this.bits = bits;
        }
    }

    /// @param sessionKey 16 bytes
    /// @param request    the `LicenseRequest` exactly as it was received
    public static WidevineSessionKeys derive(SecretBytes sessionKey, byte[] request) {
        return Cmac.under(
                sessionKey,
                prf -> new WidevineSessionKeys(
                        SecretBytes.taking(block(prf, Purpose.ENCRYPTION, 1, request)),
                        mac(prf, 1, request),
                        mac(prf, 3, request)));
    }

    /// The MAC keys from a signing key container: the server's half, then the client's.
    public WidevineSessionKeys withMacKeys(SecretBytes halves) {
        return new WidevineSessionKeys(encryption, halves.slice(0, MAC_BYTES), halves.slice(MAC_BYTES, MAC_BYTES));
    }

    private static SecretBytes mac(Cmac prf, int first, byte[] request) {
        byte[] left = block(prf, Purpose.AUTHENTICATION, first, request);
        byte[] right = block(prf, Purpose.AUTHENTICATION, first + 1, request);
        return SecretBytes.taking(
                ByteBuffer.allocate(MAC_BYTES).put(left).put(right).array());
    }

    private static byte[] block(Cmac prf, Purpose purpose, int counter, byte[] request) {
        byte[] text = purpose.name().getBytes(StandardCharsets.US_ASCII);
        byte[] head = ByteBuffer.allocate(1 + text.length + 1)
                .put((byte) counter)
                .put(text)
                .put((byte) 0)
                .array();
        byte[] tail = ByteBuffer.allocate(Integer.BYTES).putInt(purpose.bits).array();
        return prf.tag(head, request, tail);
    }
}
