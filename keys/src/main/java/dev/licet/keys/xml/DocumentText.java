package dev.licet.keys.xml;

import dev.licet.domain.Ascii;
import dev.licet.drm.wire.MalformedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The characters of a document, as the parser will read them from its bytes.
final class DocumentText {
    private static final String MARK = "\ufeff";
    private static final int LONGEST_DECLARATION = 200;

    private DocumentText() {}

    static String of(byte[] document) throws MalformedMessage {
        try {
            String text = encoding(document)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        } catch (CharacterCodingException notText) {
            throw new MalformedMessage("XML: not in its encoding");
        }
    }

    private static Charset encoding(byte[] document) {
        Charset beginning = dev.licet.drm.wire.XmlElement.encoding(document);
        if (!beginning.equals(StandardCharsets.UTF_8)) return beginning;
        int length = Math.min(document.length, LONGEST_DECLARATION);
        String start = new String(document, 0, length, StandardCharsets.ISO_8859_1);
        int end = start.indexOf("?>");
        String declaration = Ascii.lower(start.substring(0, Math.max(end, 0)));
        return declaration.startsWith("<?xml") && declaration.contains("iso-8859-1")
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
    }
}
