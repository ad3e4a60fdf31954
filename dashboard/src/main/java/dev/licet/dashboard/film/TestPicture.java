package dev.licet.dashboard.film;

import dev.licet.dashboard.film.Picture.Area;
import dev.licet.dashboard.film.Picture.Colour;
import java.util.List;

/// What is to be seen: bars of colour, the time in seconds, and a mark that travels from left to right.
final class TestPicture {
    static final int WIDTH = 256;
    static final int HEIGHT = 144;
    static final int PER_SECOND = 10;

    private static final Colour DARK = Colour.of(20, 24, 32);
    private static final Colour LIGHT = Colour.of(235, 238, 244);
    private static final Colour MARK = Colour.of(59, 111, 224);
    private static final List<Colour> BARS = List.of(
            Colour.of(191, 191, 191),
            Colour.of(191, 191, 0),
            Colour.of(0, 191, 191),
            Colour.of(0, 191, 0),
            Colour.of(191, 0, 191),
            Colour.of(191, 0, 0),
            Colour.of(0, 0, 191),
            Colour.of(40, 40, 40));
    private static final int BAR = WIDTH / 8;
    private static final int GROUND = 64;
    /// Which of the seven strokes a digit has: top, upper left, upper right, middle, lower left, lower right, bottom.
    private static final int[] STROKES = {
        0b1110111, 0b0010010, 0b1011101, 0b1011011, 0b0111010, 0b1101011, 0b1101111, 0b1010010, 0b1111111, 0b1111011
    };
    private static final int DIGIT = 24;
    private static final int THICK = 4;

    private TestPicture() {}

    /// The picture with that number, from 0.
    static Picture draw(int number, int of) {
        var picture = new Picture(WIDTH, HEIGHT);
        for (int i = 0; i < BARS.size(); i++) picture.fill(new Area(i * BAR, 0, BAR, GROUND), BARS.get(i));
        picture.fill(new Area(0, GROUND, WIDTH, HEIGHT - GROUND), DARK);
        time(picture, number);
        picture.fill(new Area(0, HEIGHT - 16, (WIDTH * number / of) & ~1, 16), MARK);
        return picture;
    }

    private static void time(Picture picture, int number) {
        int seconds = number / PER_SECOND;
        digit(picture, 80, seconds / 10 % 10);
        digit(picture, 112, seconds % 10);
        picture.fill(new Area(142, 116, THICK, THICK), LIGHT);
        digit(picture, 152, number % PER_SECOND);
    }

    private static void digit(Picture picture, int left, int digit) {
        int top = 72;
        int half = DIGIT - THICK;
        for (int stroke = 0; stroke < 7; stroke++) {
            if ((STROKES[digit] >> (6 - stroke) & 1) == 0) continue;
            boolean flat = stroke % 3 == 0;
            int x = left + (stroke == 2 || stroke == 5 ? half : 0);
            int y = top + half * (stroke / 3);
            picture.fill(new Area(x, y, flat ? DIGIT : THICK, flat ? THICK : DIGIT), LIGHT);
        }
    }
}
