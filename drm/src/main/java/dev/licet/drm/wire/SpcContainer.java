package dev.licet.drm.wire;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Cmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/// The envelope of an SPC: who can open it, and what is inside, encrypted (reference: fairplay.md 2.1, 2.2).
/// Reading it takes no cryptography.
public sealed interface SpcContainer {
    /// 1, 2 or 3.
    int version();

    /// The RSA-wrapped key of 16 bytes; 128 bytes in version 1, else 256.
    byte[] wrappedKey();

    /// Names the certificate: SHA-1 (20 bytes), in version 3 SHA-256 (32 bytes).
    byte[] certificateHash();

    /// Decrypts the payload with the unwrapped key of 16 bytes.
    /// @throws MalformedMessage in version 3 when the CMAC is wrong; then nothing was decrypted
    byte[] open(SecretBytes key) throws MalformedMessage;

    /// How the key was wrapped.
    default Rsa.Oaep oaep() {
        return version() == 1 ? Rsa.Oaep.SHA1 : Rsa.Oaep.SHA256;
    }

    /// Size of the RSA key it was wrapped for.
    default int keyBits() {
        return version() == 1 ? 1024 : 2048;
    }

    /// Reads the envelope of a whole SPC. Trailing bytes are refused: no SPC seen has any.
    ///
    /// @param v3 what is known of version 3; without it such an SPC is refused
    /// @throws MalformedMessage with Apple's number in front: -42580 version, -42585 lengths
    static SpcContainer read(byte[] spc, Optional<SpcTransportProfile> v3) throws MalformedMessage {
        var cursor = new ByteCursor(spc);
        long version = cursor.u32("-42585 SPC version");
        cursor.take(4, "-42585 SPC reserved bytes");
        if (version == 1 || version == 2) return Plain.read((int) version, cursor);
        if (version != 3) throw new MalformedMessage("-42580 SPC version is not 1, 2 or 3");
        var profile = v3.orElseThrow(
                () -> new MalformedMessage("-42580 SPC version 3 needs a transport profile, and none is configured"));
        return Authenticated.read(profile, cursor);
    }

    private static byte[] payload(ByteCursor cursor) throws MalformedMessage {
        long length = cursor.u32("-42585 SPC payload length");
        if (length == 0 || length % Aes.BLOCK_BYTES != 0) {
            throw new MalformedMessage("-42585 SPC payload length is not a positive multiple of 16");
        }
        return cursor.take(length, "-42585 SPC payload");
    }

    /// For whom an SPC is encrypted.
    ///
    /// @param certificateHash names the certificate of the key, as in [#certificateHash]
    record Recipient(RsaPublicKey key, byte[] certificateHash) {}

    /// Versions 1 and 2: nothing authenticates the payload as a whole.
    ///
    /// @param iv      16 bytes
    /// @param payload AES-128-CBC, no padding
    record Plain(int version, byte[] iv, byte[] wrappedKey, byte[] certificateHash, byte[] payload)
            implements SpcContainer {

        private static Plain read(int version, ByteCursor cursor) throws MalformedMessage {
            byte[] iv = cursor.take(Aes.BLOCK_BYTES, "-42585 SPC IV");
            byte[] wrapped = cursor.take(version == 1 ? 128 : 256, "-42585 SPC key");
            byte[] hash = cursor.take(20, "-42585 SPC certificate hash");
            var container = new Plain(version, iv, wrapped, hash, SpcContainer.payload(cursor));
            cursor.end("-42585 SPC");
            return container;
        }

        @Override
        public byte[] open(SecretBytes key) {
            return Aes.cbcDecrypt(key, iv, payload).orElseThrow();
        }

        /// Encrypts `payload`, whole 16-byte blocks, for the holder of the certificate.
        public static byte[] seal(int version, Recipient recipient, byte[] payload, SecureRandom random) {
            var key = SecretBytes.random(random, Aes.BLOCK_BYTES);
            byte[] iv = new byte[Aes.BLOCK_BYTES];
            random.nextBytes(iv);
            var oaep = version == 1 ? Rsa.Oaep.SHA1 : Rsa.Oaep.SHA256;
            byte[] wrapped = Rsa.encryptOaep(oaep, recipient.key(), key, random);
            byte[] encrypted = Aes.cbcEncrypt(key, iv, payload);
            return new Plain(version, iv, wrapped, recipient.certificateHash(), encrypted).bytes();
        }

        /// The container as it is sent.
        public byte[] bytes() {
            int length = 8 + iv.length + wrappedKey.length + certificateHash.length + 4 + payload.length;
            return ByteBuffer.allocate(length)
                    .putInt(version)
                    .putInt(0)
                    .put(iv)
                    .put(wrappedKey)
                    .put(certificateHash)
                    .putInt(payload.length)
                    .put(payload)
                    .array();
        }
    }

    /// Version 3: a CMAC covers all but version and UUID.
    ///
    /// @param profile     holds the seeds
    /// @param lengthField 12 reserved bytes, then the payload length
    /// @param payload     AES-128-CBC, no padding
    /// @param tag         AES-CMAC, 16 bytes
    record Authenticated(
            SpcTransportProfile profile,
            byte[] wrappedKey,
            byte[] certificateHash,
            byte[] lengthField,
            byte[] payload,
            byte[] tag)
            implements SpcContainer {

        private static Authenticated read(SpcTransportProfile profile, ByteCursor cursor) throws MalformedMessage {
            if (!profile.hasUuid(cursor.take(16, "-42585 SPC transport"))) {
                throw new MalformedMessage("-42580 SPC transport is not that of the configured profile");
            }
            byte[] wrapped = cursor.take(256, "-42585 SPC key");
            byte[] hash = cursor.take(32, "-42585 SPC certificate hash");
            byte[] reserved = cursor.take(12, "-42585 SPC reserved bytes");
            byte[] payload = SpcContainer.payload(cursor);
            byte[] tag = cursor.take(Aes.BLOCK_BYTES, "-42585 SPC tag");
            cursor.end("-42585 SPC");
            return new Authenticated(profile, wrapped, hash, lengthField(reserved, payload), payload, tag);
        }

        private static byte[] lengthField(byte[] reserved, byte[] payload) {
            return ByteBuffer.allocate(16).put(reserved).putInt(payload.length).array();
        }

        @Override
        public int version() {
            return 3;
        }

        @Override
        public byte[] open(SecretBytes master) throws MalformedMessage {
            if (!MessageDigest.isEqual(tag, tag(profile, master, wrappedKey, certificateHash, lengthField, payload))) {
                throw new MalformedMessage("-42589 SPC tag is not right");
            }
            return Aes.cbcDecrypt(profile.encryptionKey(master), profile.iv(master), payload)
                    .orElseThrow();
        }

        /// Encrypts `payload`, whole 16-byte blocks, for the holder of the certificate.
        public static byte[] seal(
                SpcTransportProfile profile, Recipient recipient, byte[] payload, SecureRandom random) {
            var master = SecretBytes.random(random, Aes.BLOCK_BYTES);
            byte[] wrapped = Rsa.encryptOaep(Rsa.Oaep.SHA256, recipient.key(), master, random);
            byte[] encrypted = Aes.cbcEncrypt(profile.encryptionKey(master), profile.iv(master), payload);
            byte[] length = lengthField(new byte[12], encrypted);
            var out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {0, 0, 0, 3, 0, 0, 0, 0});
            out.writeBytes(profile.uuid());
            byte[][] parts = {wrapped, recipient.certificateHash(), length, encrypted};
            for (byte[] part : parts) out.writeBytes(part);
            out.writeBytes(tag(profile, master, parts));
            return out.toByteArray();
        }

        private static byte[] tag(SpcTransportProfile profile, SecretBytes master, byte[]... parts) {
            var covered = new ByteArrayOutputStream();
            for (byte[] part : parts) covered.writeBytes(part);
            return Cmac.aes(profile.macKey(master), covered.toByteArray());
        }
    }
}
