package dev.licet.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;

/// Bytes that must never be printed, logged or compared in variable time: keys, keks, seeds, wrapped private keys.
/// There is no `equals`; [#sameAs] compares in constant time. [#expose] is the one door to the bytes.
public final class SecretBytes {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of `bytes`; the caller may wipe its own array afterwards.
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /// Takes `bytes` over without copying them and wipes them with [#wipe]; the caller must not keep the array.
    public static SecretBytes taking(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /// `length` fresh random bytes.
    public static SecretBytes random(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /// Reads hexadecimal digits of either case. The exception for bad digits never quotes them.
    public static SecretBytes parseHex(String digits) {
        try {
            return new SecretBytes(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException badDigit) {
            throw new IllegalArgumentException("not an even number of hexadecimal digits");
        }
    }

    /// Length in bytes.
    public int length() {
        return bytes.length;
    }

    /// Lends a copy of the bytes to `use` and wipes that copy afterwards.
    /// @return what `use` returned; it must not be the lent array itself
    public <R> R expose(Function<byte[], R> use) {
        byte[] lent = bytes.clone();
        try {
            return use.apply(lent);
        } finally {
            Arrays.fill(lent, (byte) 0);
        }
    }

    /// For this package alone, which never hands the array on.
    byte[] raw() {
        return bytes;
    }

    /// Whether both hold the same bytes, in time that depends on the length alone.
    public boolean sameAs(SecretBytes other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /// Whether every byte is zero, in time that depends on the length alone.
    public boolean isAllZero() {
        int seen = 0;
        for (byte b : bytes) seen |= b;
        return seen == 0;
    }

    /// `length` bytes from `offset`, as a secret of their own.
    public SecretBytes slice(int offset, int length) {
        return new SecretBytes(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /// Overwrites the bytes with zeros. Copies that a cipher made are beyond our reach (JDK keys do not erase).
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + "]";
    }
}
