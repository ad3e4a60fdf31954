package dev.licet.dashboard.film;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// H.264 in its plainest form (ITU-T H.264, 7.3): what is new in a picture is sent point by point (`I_PCM`), what is as
/// before is skipped. That needs no arithmetic at all, and every decoder must take it.
final class Avc {
    /// Constrained Baseline, level 3.
    static final String CODEC = "avc1.42C01E";
    static final int PROFILE = 66;
    static final int COMPATIBLE = 0xC0;
    static final int LEVEL = 30;

    private static final int NAL_PICTURE = 0x21;
    private static final int NAL_KEY_PICTURE = 0x65;
    private static final int NAL_SEQUENCE = 0x67;
    private static final int NAL_PARAMETERS = 0x68;
    private static final int ALL_P = 5;
    private static final int ALL_I = 7;
    private static final int PCM_IN_I = 25;
    private static final int PCM_IN_P = 30;
    private static final int FRAME_NUMBER_BITS = 4;
    private static final int BLOCKS = TestPicture.WIDTH / Picture.BLOCK * (TestPicture.HEIGHT / Picture.BLOCK);

    private Avc() {}

    /// The sequence parameter set.
    static byte[] sequence() {
        var bits = new Bits().number(PROFILE, 8).number(COMPATIBLE, 8).number(LEVEL, 8);
        bits.unsigned(0).unsigned(FRAME_NUMBER_BITS - 4);
        // Pictures are shown in the order in which they come, and refer to the one before.
        bits.unsigned(2).unsigned(1).bit(0);
        bits.unsigned(TestPicture.WIDTH / Picture.BLOCK - 1).unsigned(TestPicture.HEIGHT / Picture.BLOCK - 1);
        bits.bit(1).bit(1).bit(0).bit(0);
        return unit(NAL_SEQUENCE, bits);
    }

    /// The picture parameter set.
    static byte[] parameters() {
        var bits = new Bits().unsigned(0).unsigned(0).bit(0).bit(0).unsigned(0).unsigned(0);
        bits.unsigned(0).bit(0).number(0, 2).signed(0).signed(0).signed(0);
        return unit(NAL_PARAMETERS, bits.bit(1).bit(0).bit(0));
    }

    /// A picture that stands by itself.
    ///
    /// @param segment neighbours must have different ones
    static byte[] key(Picture picture, int segment) {
        var bits = new Bits().unsigned(0).unsigned(ALL_I).unsigned(0).number(0, FRAME_NUMBER_BITS);
        bits.unsigned(segment & 1).bit(0).bit(0);
        slice(bits);
        for (int i = 0; i < BLOCKS; i++) bits.unsigned(PCM_IN_I).aligned(picture.block(i));
        return unit(NAL_KEY_PICTURE, bits);
    }

    /// A picture that says what is new since the one before.
    ///
    /// @param index how far the last key picture is back
    static byte[] change(Picture picture, Picture before, int index) {
        int number = index % (1 << FRAME_NUMBER_BITS);
        var bits = new Bits().unsigned(0).unsigned(ALL_P).unsigned(0).number(number, FRAME_NUMBER_BITS);
        bits.bit(0).bit(0).bit(0);
        slice(bits);
        int same = 0;
        for (int i = 0; i < BLOCKS; i++) {
            byte[] block = picture.block(i);
            if (Arrays.equals(block, before.block(i))) {
                same++;
            } else {
                bits.unsigned(same).unsigned(PCM_IN_P).aligned(block);
                same = 0;
            }
        }
        if (same > 0) bits.unsigned(same);
        return unit(NAL_PICTURE, bits);
    }

    /// The end of a slice's head: no change of the quantiser, no filter at the edges of blocks.
    private static void slice(Bits bits) {
        bits.signed(0).unsigned(1);
    }

    /// A byte of 3 goes before every byte that would look like the start of a unit (ITU-T H.264, 7.4.1).
    private static byte[] unit(int type, Bits bits) {
        var unit = new ByteArrayOutputStream();
        unit.write(type);
        int zeros = 0;
        for (byte value : bits.ended()) {
            if (zeros >= 2 && (value & 0xFC) == 0) {
                unit.write(3);
                zeros = 0;
            }
            unit.write(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return unit.toByteArray();
    }
}
