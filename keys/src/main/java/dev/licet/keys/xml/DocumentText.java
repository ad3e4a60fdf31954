package dev.licet.keys.xml;

import dev.licet.domain.Ascii;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.XmlText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The characters of a document, as the parser will read them from its bytes.
final class DocumentText {
    private static final int LONGEST_DECLARATION = 200;

    private DocumentText() {}

    /// The first bytes tell UTF-16, the declaration tells ISO 8859-1; all else is UTF-8.
    static String of(byte[] document) throws MalformedMessage {
        Charset beginning = XmlText.encoding(document);
        boolean latin = beginning.equals(StandardCharsets.UTF_8) && saysLatin(document);
        return XmlText.of(document, latin ? StandardCharsets.ISO_8859_1 : beginning);
    }

    private static boolean saysLatin(byte[] document) {
        int length = Math.min(document.length, LONGEST_DECLARATION);
        String start = new String(document, 0, length, StandardCharsets.ISO_8859_1);
        int end = start.indexOf("?>");
        String declaration = Ascii.lower(start.substring(0, Math.max(end, 0)));
        return declaration.startsWith("<?xml") && declaration.contains("iso-8859-1");
    }
}
