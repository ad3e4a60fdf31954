package dev.licet.drm.fairplay;

import dev.licet.domain.Ascii;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Shows an asset id in a record. Players put all of the license URL into it, token included, so everything
/// from the token on is cut off before anything else happens (reference: fairplay.md 7).
final class AssetIdText {
    private static final String TOKEN = "expressplaytoken";

    private AssetIdText() {}

    /// UTF-8 where it is that, else hexadecimal.
    static String of(byte[] assetId) {
        // Some apps use UTF-16: without the zero bytes its ASCII part reads like any other.
        String squeezed = new String(assetId, StandardCharsets.ISO_8859_1).replace("\0", "");
        int token = Ascii.lower(squeezed).indexOf(TOKEN);
        return token >= 0 ? printable(squeezed.substring(0, token)) + "…" : text(assetId);
    }

    private static String text(byte[] assetId) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(assetId))
                    .toString();
            return text.equals(printable(text)) ? text : HexFormat.of().formatHex(assetId);
        } catch (CharacterCodingException notUtf8) {
            return HexFormat.of().formatHex(assetId);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
