package dev.licet.drm.wire;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/// The heart of an SPC, `[SK..R1]`: what only the holder of the derivation can read (reference: fairplay.md
/// 2.6).
///
/// @param sk        session key, 16 bytes
/// @param hu        anonymised unique id of the device, 20 bytes
/// @param r1        44 bytes; the CKC is encrypted under a key made from it
/// @param integrity 16 bytes that the SPC repeats in the clear
public record SpcSessionBlock(SecretBytes sk, byte[] hu, byte[] r1, byte[] integrity) {
    /// Length of the TLLV value in bytes: an IV, then the encrypted block.
    public static final int VALUE_BYTES = 112;

    /// Decrypts a TLLV value of 112 bytes. With a wrong key it yields noise: compare the integrity.
    /// @return empty when `value` has another length
    public static Optional<SpcSessionBlock> open(SecretBytes dask, byte[] value) {
        if (value.length != VALUE_BYTES) return Optional.empty();
        byte[] iv = Arrays.copyOf(value, Aes.BLOCK_BYTES);
        return Aes.cbcDecrypt(dask, iv, Arrays.copyOfRange(value, Aes.BLOCK_BYTES, VALUE_BYTES))
                .map(SpcSessionBlock::split);
    }

    private static SpcSessionBlock split(byte[] plain) {
        var sk = SecretBytes.copyOf(Arrays.copyOf(plain, 16));
        byte[] hu = Arrays.copyOfRange(plain, 16, 36);
        byte[] r1 = Arrays.copyOfRange(plain, 36, 80);
        byte[] integrity = Arrays.copyOfRange(plain, 80, 96);
        Arrays.fill(plain, (byte) 0);
        return new SpcSessionBlock(sk, hu, r1, integrity);
    }

    /// The TLLV value of this block under `dask` and a 16-byte `iv`.
    public byte[] seal(SecretBytes dask, byte[] iv) {
        byte[] plain = new byte[VALUE_BYTES - Aes.BLOCK_BYTES];
        sk.expose(bytes -> {
            System.arraycopy(bytes, 0, plain, 0, 16);
            return plain.length;
        });
        System.arraycopy(hu, 0, plain, 16, 20);
        System.arraycopy(r1, 0, plain, 36, 44);
        System.arraycopy(integrity, 0, plain, 80, 16);
        byte[] value = Arrays.copyOf(iv, VALUE_BYTES);
        System.arraycopy(Aes.cbcEncrypt(dask, iv, plain), 0, value, Aes.BLOCK_BYTES, plain.length);
        Arrays.fill(plain, (byte) 0);
        return value;
    }

    /// Names no bytes: all of them are secret or identify a device.
    @Override
    public String toString() {
        return "SpcSessionBlock";
    }
}
