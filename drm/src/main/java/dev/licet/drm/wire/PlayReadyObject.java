package dev.licet.drm.wire;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The PlayReady Object with its one record, the WRM header, in the oldest version that can say what is to be said
/// (reference: speke-cpix.md 6.1).
public final class PlayReadyObject {
    private static final int CHECKSUM_BYTES = 8;
    private static final int SEED_BYTES = 30;
    private static final String NAMESPACE = "http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader";

    private PlayReadyObject() {}

    /// A key as the header names it.
    ///
    /// @param kid 16 bytes in the order of a UUID
    /// @param key 16 bytes, for the checksum
    public record Key(byte[] kid, SecretBytes key) {
        private String spelled() {
            return base64(swapped(kid));
        }

        private String checksum() {
            return base64(PlayReadyObject.checksum(kid, key));
        }
    }

    /// For media in AES-CTR: version 4.0.0.0 for one key, else 4.2.0.0.
    public static byte[] counter(List<Key> keys, Optional<String> licenseUrl) {
        return keys.size() == 1
                ? object(counter(keys.getFirst(), licenseUrl))
                : object(severalCounter(keys, licenseUrl));
    }

    private static String counter(Key key, Optional<String> licenseUrl) {
        return header(
                "4.0.0.0",
                "<PROTECTINFO><KEYLEN>16</KEYLEN><ALGID>AESCTR</ALGID></PROTECTINFO><KID>" + key.spelled()
                        + "</KID><CHECKSUM>" + key.checksum() + "</CHECKSUM>" + url(licenseUrl));
    }

    private static String severalCounter(List<Key> keys, Optional<String> licenseUrl) {
        var kids = new StringBuilder();
        for (Key key : keys) {
            kids.append("<KID ALGID=\"AESCTR\" CHECKSUM=\"").append(key.checksum());
            kids.append("\" VALUE=\"").append(key.spelled()).append("\"></KID>");
        }
        return header("4.2.0.0", "<PROTECTINFO><KIDS>" + kids + "</KIDS></PROTECTINFO>" + url(licenseUrl));
    }

    /// For media in AES-CBC: version 4.3.0.0, which has no checksums.
    public static byte[] chained(List<Key> keys, Optional<String> licenseUrl) {
        var kids = new StringBuilder();
        for (Key key : keys) {
            kids.append("<KID ALGID=\"AESCBC\" VALUE=\"").append(key.spelled()).append("\"></KID>");
        }
        return object(header("4.3.0.0", "<PROTECTINFO><KIDS>" + kids + "</KIDS></PROTECTINFO>" + url(licenseUrl)));
    }

    private static String url(Optional<String> licenseUrl) {
        return licenseUrl
                .map(url -> "<LA_URL>" + url.replace("&", "&amp;").replace("<", "&lt;") + "</LA_URL>")
                .orElse("");
    }

    private static String header(String version, String data) {
        return "<WRMHEADER xmlns=\"" + NAMESPACE + "\" version=\"" + version + "\"><DATA>" + data
                + "</DATA></WRMHEADER>";
    }

    private static byte[] object(String header) {
        byte[] record = header.getBytes(StandardCharsets.UTF_16LE);
        int size = 4 + 2 + 2 + 2 + record.length;
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(size)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) record.length)
                .put(record)
                .array();
    }

    /// The first 8 bytes of the key id, in its little-endian form, under the key.
    static byte[] checksum(byte[] kid, SecretBytes key) {
        return Arrays.copyOf(Aes.encryptBlock(key, swapped(kid)), CHECKSUM_BYTES);
    }

    /// The content key that Microsoft's packagers derive from a key seed.
    ///
    /// @param seed at least 30 bytes, of which 30 count
    /// @param kid  16 bytes in the order of a UUID
    public static SecretBytes keyOfSeed(SecretBytes seed, byte[] kid) {
        byte[] guid = swapped(kid);
        return seed.slice(0, SEED_BYTES).expose(s -> {
            byte[] a = Digest.sha256(joined(s, guid));
            byte[] b = Digest.sha256(joined(s, guid, s));
            byte[] c = Digest.sha256(joined(s, guid, s, guid));
            byte[] key = new byte[16];
            for (int i = 0; i < key.length; i++) {
                key[i] = (byte) (a[i] ^ a[i + 16] ^ b[i] ^ b[i + 16] ^ c[i] ^ c[i + 16]);
            }
            return SecretBytes.taking(key);
        });
    }

    private static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) joined.put(part);
        return joined.array();
    }

    /// A GUID has its first three groups in the other order of bytes.
    private static byte[] swapped(byte[] id) {
        byte[] swapped = id.clone();
        int[] order = {3, 2, 1, 0, 5, 4, 7, 6};
        for (int i = 0; i < order.length; i++) swapped[i] = id[order[i]];
        return swapped;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
