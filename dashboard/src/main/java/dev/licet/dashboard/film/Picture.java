package dev.licet.dashboard.film;

import java.nio.ByteBuffer;
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

    /// A part of a picture, in points from its upper left corner.
    record Area(int left, int top, int width, int height) {
        /// The same part of a plane of colour, which has half as many points each way.
        Area halved() {
            return new Area(left / 2, top / 2, width / 2, height / 2);
        }
    }

    /// Fills a rectangle; all its numbers are even.
    void fill(Area area, Colour colour) {
        fill(luma, width, area, colour.y());
        fill(blue, width / 2, area.halved(), colour.cb());
        fill(red, width / 2, area.halved(), colour.cr());
    }

    private static void fill(byte[] plane, int row, Area area, int value) {
        for (int y = area.top(); y < area.top() + area.height(); y++) {
            int start = y * row + area.left();
            Arrays.fill(plane, start, start + area.width(), (byte) value);
        }
    }

    /// A macroblock, counted in rows from the upper left corner, as it is coded: brightness, then both colours.
    byte[] block(int index) {
        int perRow = width / BLOCK;
        int x = index % perRow;
        int y = index / perRow;
        var block = ByteBuffer.allocate(BLOCK_BYTES);
        var area = new Area(x * BLOCK, y * BLOCK, BLOCK, BLOCK);
        copy(luma, width, area, block);
        copy(blue, width / 2, area.halved(), block);
        copy(red, width / 2, area.halved(), block);
        return block.array();
    }

    private static void copy(byte[] plane, int row, Area area, ByteBuffer to) {
        for (int y = area.top(); y < area.top() + area.height(); y++) {
            to.put(plane, y * row + area.left(), area.width());
        }
    }
}
