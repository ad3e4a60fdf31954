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

    private static final String ENCRYPTION = "ENCRYPTION";
    private static final String AUTHENTICATION = "AUTHENTICATION";
    private static final int ENCRYPTION_BITS = 128;
    private static final int AUTHENTICATION_BITS = 512;

    /// @param sessionKey 16 bytes
    /// @param request    the `LicenseRequest` exactly as it was received
    public static WidevineSessionKeys derive(SecretBytes sessionKey, byte[] request) {
        return Cmac.under(
                sessionKey,
                prf -> new WidevineSessionKeys(
                        SecretBytes.taking(block(prf, 1, ENCRYPTION, request, ENCRYPTION_BITS)),
                        mac(prf, 1, request),
                        mac(prf, 3, request)));
    }

    /// The MAC keys from a signing key container: the server's half, then the client's.
    public WidevineSessionKeys withMacKeys(SecretBytes halves) {
        return new WidevineSessionKeys(encryption, halves.slice(0, MAC_BYTES), halves.slice(MAC_BYTES, MAC_BYTES));
    }

    private static SecretBytes mac(Cmac prf, int first, byte[] request) {
        byte[] left = block(prf, first, AUTHENTICATION, request, AUTHENTICATION_BITS);
        byte[] right = block(prf, first + 1, AUTHENTICATION, request, AUTHENTICATION_BITS);
        return SecretBytes.taking(
                ByteBuffer.allocate(MAC_BYTES).put(left).put(right).array());
    }

    private static byte[] block(Cmac prf, int counter, String label, byte[] request, int bits) {
        byte[] text = label.getBytes(StandardCharsets.US_ASCII);
        byte[] head = ByteBuffer.allocate(1 + text.length + 1)
                .put((byte) counter)
                .put(text)
                .put((byte) 0)
                .array();
        byte[] tail = ByteBuffer.allocate(Integer.BYTES).putInt(bits).array();
        return prf.tag(head, request, tail);
    }
}
