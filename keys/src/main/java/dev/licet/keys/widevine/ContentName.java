package dev.licet.keys.widevine;

import dev.licet.crypto.Digest;
import dev.licet.domain.packager.KeyOrders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Content ids are bytes here and text everywhere else. Bytes that are text are that text, so that all interfaces give
/// the same keys for `film-1`; others are written in hexadecimal, or as their SHA-256 where that is too long.
public final class ContentName {
    private ContentName() {}

    /// The text for an id.
    public static String of(byte[] id) {
        return text(id).orElseGet(() -> hexadecimal(id));
    }

    private static Optional<String> text(byte[] id) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(id))
                    .toString();
            boolean fits = text.codePointCount(0, text.length()) <= KeyOrders.LONGEST_CONTENT_ID
                    && text.codePoints().noneMatch(Character::isISOControl);
            return Optional.of(text).filter(_ -> fits);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static String hexadecimal(byte[] id) {
        String hex = "0x" + HexFormat.of().formatHex(id);
        boolean fits = hex.length() <= KeyOrders.LONGEST_CONTENT_ID;
        return fits ? hex : "sha256:" + HexFormat.of().formatHex(Digest.sha256(id));
    }
}
