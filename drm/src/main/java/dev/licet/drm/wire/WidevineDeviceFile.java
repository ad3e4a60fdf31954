package dev.licet.drm.wire;

import dev.licet.crypto.RsaPrivateKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A device in one file, format `.wvd` version 2 (reference: widevine.md 4): `WVD`, version 2, type, level, flags,
/// then the private key (PKCS#1 DER) and the client id, each behind its length in two bytes.
///
/// @param kind     1 Chrome, 2 Android
/// @param level    security level 1 to 3, 3 being software
/// @param key      the device's private key
/// @param clientId `ClientIdentification` bytes
public record WidevineDeviceFile(int kind, int level, RsaPrivateKey key, byte[] clientId) {
    /// Request ids are 16 random bytes.
    public static final int CHROME = 1;
    /// Request ids are 32 characters.
    public static final int ANDROID = 2;

    private static final byte[] MAGIC = "WVD".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 7;

    /// Reads a file.
    public static WidevineDeviceFile read(byte[] file) throws MalformedMessage {
        var cursor = new ByteCursor(file);
        if (!Arrays.equals(cursor.take(MAGIC.length, "magic"), MAGIC)) {
            throw new MalformedMessage("not a .wvd file");
        }
        int version = cursor.u8("version");
        if (version != VERSION) throw new MalformedMessage(".wvd version " + version + " is not read, only 2");
        int kind = cursor.u8("type");
        int level = cursor.u8("security level");
        cursor.u8("flags");
        byte[] key = block(cursor, "private key");
        byte[] clientId = block(cursor, "client id");
        cursor.end(".wvd file");
        var parsed = RsaPrivateKey.parse(key);
        if (parsed.isEmpty()) throw new MalformedMessage("private key: not an RSA key");
        return new WidevineDeviceFile(kind, level, parsed.get(), clientId);
    }

    private static byte[] block(ByteCursor cursor, String field) throws MalformedMessage {
        int length = cursor.u8(field + " length") << 8 | cursor.u8(field + " length");
        return cursor.take(length, field);
    }

    /// The file. It holds the private key.
    public byte[] toBytes() {
        return key.toPkcs1().expose(this::join);
    }

    private byte[] join(byte[] pkcs1) {
        var file = ByteBuffer.allocate(HEADER_BYTES + 2 + pkcs1.length + 2 + clientId.length);
        file.put(MAGIC).put((byte) VERSION).put((byte) kind).put((byte) level).put((byte) 0);
        file.putShort((short) pkcs1.length).put(pkcs1);
        file.putShort((short) clientId.length).put(clientId);
        return file.array();
    }
}
