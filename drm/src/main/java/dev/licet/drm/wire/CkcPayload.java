package dev.licet.drm.wire;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The inside of a CKC as a device reads it (reference: fairplay.md 4.2). What can be judged without the SPC is
/// judged here; the rest is for the device.
///
/// @param contentIv    16 bytes
/// @param encryptedKey the content key under the session key, 16 bytes
/// @param r1           44 bytes, to be compared with the SPC's
/// @param duration     never together with `offline`
/// @param others       everything that is not the server's own, in its order: the returned TLLVs
public record CkcPayload(
        SecretBytes contentIv,
        byte[] encryptedKey,
        byte[] r1,
        Optional<CkcKeyDuration> duration,
        Optional<CkcOfflineKey> offline,
        Optional<CkcHdcp> hdcp,
        Optional<CkcSecurityLevel> level,
        List<Tllv> others) {

    /// Reads the decrypted payload of a container.
    public static CkcPayload read(byte[] decrypted) throws MalformedMessage {
        List<Tllv> blocks = Tllv.readAll(decrypted);
        Map<Long, byte[]> values = blocks.stream().collect(Collectors.toMap(Tllv::tag, Tllv::value));
        byte[] key = fixed(values, CkcTag.CONTENT_KEY, 32, "content key");
        byte[] r1 = fixed(values, CkcTag.R1, 44, "R1");
        if (values.containsKey(CkcTag.KEY_DURATION) && values.containsKey(CkcTag.OFFLINE_KEY)) {
            throw new MalformedMessage("CKC holds both a key duration and an offline key");
        }
        return new CkcPayload(
                SecretBytes.copyOf(Arrays.copyOf(key, Aes.BLOCK_BYTES)),
                Arrays.copyOfRange(key, Aes.BLOCK_BYTES, key.length),
                r1,
                optional(values, CkcTag.KEY_DURATION, CkcKeyDuration::read),
                optional(values, CkcTag.OFFLINE_KEY, CkcOfflineKey::read),
                optional(values, CkcTag.HDCP, CkcHdcp::read),
                optional(values, CkcTag.SECURITY_LEVEL, CkcSecurityLevel::read),
                others(blocks));
    }

    private static List<Tllv> others(List<Tllv> blocks) {
        return blocks.stream()
                .filter(block -> !CkcTag.ALL.contains(block.tag()))
                .toList();
    }

    private static byte[] fixed(Map<Long, byte[]> values, long tag, int length, String name) throws MalformedMessage {
        byte[] value = values.get(tag);
        if (value == null) throw new MalformedMessage("CKC holds no " + name);
        if (value.length != length) throw new MalformedMessage("CKC: " + name + " has a wrong length");
        return value;
    }

    private static <T> Optional<T> optional(Map<Long, byte[]> values, long tag, Reader<T> reader)
            throws MalformedMessage {
        byte[] value = values.get(tag);
        return value == null ? Optional.empty() : Optional.of(reader.read(value));
    }

    /// Reads one value.
    private interface Reader<T> {
        T read(byte[] value) throws MalformedMessage;
    }
}
