package dev.licet.dashboard.film;

import java.util.Arrays;

/// One picture in 4:2:0: brightness for each point, colour for each square of four.
final class Picture {
    /// Size of a macroblock in points.
    static final int BLOCK = 16;
    /// Bytes of a macroblock: 16 by 16 of brightness, twice 8 by 8 of colour.
    static final int BLOCK_BYTES = 384;

    /// A colour in the video range of BT.601, never a byte of 0.
    record Colour(int y, int cb, int cr) {
        /// From red, green and blue of 0 to 255.
        static Colour of(int r, int g, int b) {
            return new Colour(
                    16 + (66 * r + 129 * g + 25 * b + 128) / 256,
                    128 + (-38 * r - 74 * g + 112 * b + 128) / 256,
                    128 + (112 * r - 94 * g - 18 * b + 128) / 256);
        }
    }

    private final int width;
    private final byte[] luma;
    private final byte[] blue;
    private final byte[] red;

    Picture(int width, int height) {
        this.width = width;
        luma = new byte[width * height];
        blue = new byte[width * height / 4];
        red = new byte[width * height / 4];
    }

    /// Fills a rectangle; all numbers are even.
    void fill(int left, int top, int broad, int high, Colour colour) {
        fill(luma, width, left, top, broad, high, colour.y());
        fill(blue, width / 2, left / 2, top / 2, broad / 2, high / 2, colour.cb());
        fill(red, width / 2, left / 2, top / 2, broad / 2, high / 2, colour.cr());
    }

    private static void fill(byte[] plane, int row, int left, int top, int broad, int high, int value) {
        for (int y = top; y < top + high; y++) {
            Arrays.fill(plane, y * row + left, y * row + left + broad, (byte) value);
        }
    }

    /// A macroblock, counted in rows from the upper left corner, as it is coded: brightness, then both colours.
    byte[] block(int index) {
        int perRow = width / BLOCK;
        int x = index % perRow;
        int y = index / perRow;
        byte[] block = new byte[BLOCK_BYTES];
        copy(luma, width, x, y, BLOCK, block, 0);
        copy(blue, width / 2, x, y, BLOCK / 2, block, BLOCK * BLOCK);
        copy(red, width / 2, x, y, BLOCK / 2, block, BLOCK * BLOCK * 5 / 4);
        return block;
    }

    private static void copy(byte[] plane, int row, int x, int y, int size, byte[] to, int at) {
        for (int line = 0; line < size; line++) {
            System.arraycopy(plane, (y * size + line) * row + x * size, to, at + line * size, size);
        }
    }
}
