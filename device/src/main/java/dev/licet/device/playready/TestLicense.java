package dev.licet.device.playready;

import dev.licet.crypto.Aead;
import dev.licet.crypto.Hkdf;
import dev.licet.crypto.P256;
import dev.licet.crypto.SecretBytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// What our license maker gives our simulated client in the place of a license. It is not XMR, the format of
/// PlayReady's licenses, and does not pretend to be: it begins with words that say so.
///
/// `mark 24 | kid 16 | digest of the challenge 32 | ephemeral point 64 | sealed key 32`. The key is sealed with
/// AES-256-GCM under what both ends agree on over P-256; everything before it is authenticated.
///
/// @param kid       16 bytes
/// @param challenge SHA-256 of the challenge as it arrived at the license maker
/// @param key       the content key
public record TestLicense(byte[] kid, byte[] challenge, SecretBytes key) {
    private static final byte[] MARK = "licet test, no license  ".getBytes(StandardCharsets.US_ASCII);
    private static final int KID_BYTES = 16;
    private static final int DIGEST_BYTES = 32;
    private static final int CLEAR_BYTES = MARK.length + KID_BYTES + DIGEST_BYTES + P256.POINT_BYTES;
    private static final byte[] PURPOSE = "licet playready test license 1".getBytes(StandardCharsets.US_ASCII);

    /// Seals it to a client.
    ///
    /// @param client the point of the key that signed the challenge
    /// @return empty when that is no point
    public Optional<byte[]> seal(byte[] client, SecureRandom random) {
        var ephemeral = P256.generate(random);
        byte[] clear = ByteBuffer.allocate(CLEAR_BYTES)
                .put(MARK)
                .put(kid)
                .put(challenge)
                .put(ephemeral.point())
                .array();
        return P256.agree(ephemeral, client).map(agreed -> {
            var material = Material.derive(agreed);
            byte[] sealed = key.expose(bytes -> Aead.seal(material.key(), material.nonce(), clear, bytes));
            return ByteBuffer.allocate(clear.length + sealed.length)
                    .put(clear)
                    .put(sealed)
                    .array();
        });
    }

    /// Opens one that was sealed to this key; empty for everything else.
    public static Optional<TestLicense> open(byte[] license, P256.Key client) {
        try {
            var in = ByteBuffer.wrap(license);
            byte[] mark = take(in, MARK.length);
            byte[] kid = take(in, KID_BYTES);
            byte[] challenge = take(in, DIGEST_BYTES);
            byte[] point = take(in, P256.POINT_BYTES);
            byte[] sealed = take(in, in.remaining());
            if (!Arrays.equals(mark, MARK)) return Optional.empty();
            byte[] clear = Arrays.copyOf(license, CLEAR_BYTES);
            return P256.agree(client, point)
                    .map(Material::derive)
                    .flatMap(material -> Aead.open(material.key(), material.nonce(), clear, sealed))
                    .map(key -> new TestLicense(kid, challenge, SecretBytes.taking(key)));
        } catch (BufferUnderflowException tooShort) {
            return Optional.empty();
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private record Material(SecretBytes key, byte[] nonce) {
        static Material derive(SecretBytes agreed) {
            SecretBytes both = Hkdf.derive(agreed, new byte[0], PURPOSE, Aead.KEY_BYTES + Aead.NONCE_BYTES);
            byte[] nonce = both.expose(bytes -> Arrays.copyOfRange(bytes, Aead.KEY_BYTES, bytes.length));
            return new Material(both.slice(0, Aead.KEY_BYTES), nonce);
        }
    }
}
