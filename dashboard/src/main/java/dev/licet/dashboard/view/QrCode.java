package dev.licet.dashboard.view;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR code (ISO/IEC 18004) as the path of an SVG whose unit is one module.
///
/// @param side of the drawing, with the quiet zone of four modules around the code
/// @param path the dark modules
public record QrCode(int side, String path) {
    private static final int QUIET = 4;
    /// What a code holds at the lowest level of correction in its largest version.
    private static final int LONGEST = 2953;

    /// The code of a text; a text that is too long for one has an empty drawing.
    public static QrCode of(String text) {
        if (text.length() > LONGEST) return new QrCode(0, "");
        try {
            return drawn(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix());
        } catch (WriterException tooLong) {
            return new QrCode(0, "");
        }
    }

    private static QrCode drawn(ByteMatrix modules) {
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) path.append("M%d %dh1v1h-1z".formatted(x + QUIET, y + QUIET));
            }
        }
        return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
    }

    /// For the drawing.
    public String viewBox() {
        return "0 0 " + side + " " + side;
    }
}
