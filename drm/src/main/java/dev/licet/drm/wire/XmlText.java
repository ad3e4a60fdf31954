package dev.licet.drm.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The characters of a document, from its bytes. A parser sees characters alone: it would quote an encoding that it
/// does not know.
public final class XmlText {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private XmlText() {}

    /// Of a document in UTF-16, which its first bytes tell, or in UTF-8.
    ///
    /// @throws MalformedMessage where it is in neither
    public static String of(byte[] document) throws MalformedMessage {
        return of(document, encoding(document));
    }

    /// Without the byte order mark.
    ///
    /// @throws MalformedMessage where it is not in this encoding
    public static String of(byte[] document, Charset encoding) throws MalformedMessage {
        try {
            String text =
                    encoding.newDecoder().decode(ByteBuffer.wrap(document)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException notText) {
            throw new MalformedMessage("The document is neither in UTF-8 nor in UTF-16");
        }
    }

    /// In which of the two a document seems to be (XML 1.0, F.1).
    public static Charset encoding(byte[] document) {
        if (document.length < 2) return StandardCharsets.UTF_8;
        int first = (document[0] & 0xff) << 8 | document[1] & 0xff;
        return switch (first) {
            case 0xfffe, '<' << 8 -> StandardCharsets.UTF_16LE;
            case 0xfeff, '<' -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }
}
