package dev.licet.dashboard.film;

import java.io.ByteArrayOutputStream;

/// Writes bits, highest first, with the codes of H.264 (ITU-T H.264, 9.1).
final class Bits {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int held;
    private int count;

    Bits bit(int bit) {
        held = held << 1 | bit;
        if (++count == 8) {
            bytes.write(held);
            held = 0;
            count = 0;
        }
        return this;
    }

    Bits number(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) bit(value >> i & 1);
        return this;
    }

    /// `ue(v)`: a number of 0 or more.
    Bits unsigned(int value) {
        int length = 32 - Integer.numberOfLeadingZeros(value + 1);
        return number(0, length - 1).number(value + 1, length);
    }

    /// `se(v)`.
    Bits signed(int value) {
        return unsigned(value > 0 ? 2 * value - 1 : -2 * value);
    }

    /// Zeros up to a whole byte, then those bytes.
    Bits aligned(byte[] whole) {
        while (count != 0) bit(0);
        bytes.writeBytes(whole);
        return this;
    }

    /// The bit that ends every unit, and everything written.
    byte[] ended() {
        bit(1);
        while (count != 0) bit(0);
        return bytes.toByteArray();
    }
}
