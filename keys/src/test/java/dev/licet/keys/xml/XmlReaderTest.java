package dev.licet.keys.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.keys.Given;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// XML within limits.
class XmlReaderTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ClearContentKeysOnly.xml",
                "EncryptedContentKeys.xml",
                "KeyRotationMultiKeySinglePeriod.xml",
                "EmptyDocument.xml"
            })
    void what_is_read_is_written_as_it_was(String file) throws MalformedXml {
        XmlElement read = XmlReader.read(Given.file(file));
        assertEquals(read, XmlReader.read(XmlWriter.document(read)));
        byte[] written = XmlWriter.document(read);
        assertArrayEquals(written, XmlWriter.document(XmlReader.read(written)));
    }

    @Test
    void prefixes_attributes_and_white_space_stay() throws MalformedXml {
        String text =
                "<a:r xmlns:a=\"urn:a\" xmlns=\"urn:b\" x=\"1&#10;&quot;&lt;\">\n\t<c/>é &amp; &lt;<a:d a:e=\"'\"/>"
                        + "</a:r>";
        String written = new String(XmlWriter.document(XmlReader.read(bytes(text))), StandardCharsets.UTF_8);
        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text, written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void utf_16_is_read(String charset) throws MalformedXml {
        String mark = charset.equals("UTF-16") ? "" : "\ufeff";
        byte[] document =
                (mark + "<?xml version=\"1.0\" encoding=\"UTF-16\"?><r>é</r>").getBytes(Charset.forName(charset));
        assertEquals("é", XmlReader.read(document).text());
    }

    @Test
    void iso_8859_1_is_read_where_the_declaration_names_it() throws MalformedXml {
        String text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r>é</r>";
        assertEquals(
                "é", XmlReader.read(text.getBytes(StandardCharsets.ISO_8859_1)).text());
        assertEquals(
                "é iso-8859-1 ?>",
                XmlReader.read(bytes("<r>é iso-8859-1 ?></r>")).text());
    }

    static Stream<String> attacks() {
        String bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><r>&c;</r>";
        var attributes = new StringBuilder("<r");
        for (int i = 0; i < 30_000; i++)
            attributes.append(" a").append(Integer.toString(i, 36)).append("=''");
        return Stream.of(
                bomb,
                "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><r/>",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>",
                "<!DOCTYPE r><r/>",
                "<r>&nbsp;</r>",
                attributes.append("/>").toString(),
                "<a>".repeat(11) + "</a>".repeat(11),
                "<a>".repeat(60_000),
                "<r>" + "<a/>".repeat(9000) + "</r>",
                "<r x='1' x='2'/>",
                "<p:r/>",
                "<r/><r/>",
                "plain",
                "",
                "<r>\u0001</r>");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attacks_are_refused(String document) {
        var refused = assertThrows(MalformedXml.class, () -> XmlReader.read(bytes(document)));
        assertTrue(!refused.getMessage().contains("passwd"));
    }

    /// The parser itself would take seconds for the largest document of that kind.
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16"})
    void an_element_that_declares_too_many_namespaces_is_not_even_parsed(String charset) {
        var element = new StringBuilder("<?xml version=\"1.0\" encoding=\"" + charset + "\"?><r");
        for (int i = 0; i < 5_000; i++) element.append(" xmlns:p").append(i).append("='u'");
        byte[] document = element.append("/>").toString().getBytes(Charset.forName(charset));
        var refused = assertThrows(MalformedXml.class, () -> XmlReader.read(document));
        assertEquals("An element has more than 32 attributes and declarations of namespaces", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <!DOCTYPE r><r/>                                                | The document has a document type
            <a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a> \
                                                                            | The document is nested more than 10 deep
            <r>&nbsp;</r>                                                   | The document is not well-formed XML
            <?xml version="1.1"?><r/>                                       | The document is in another version of XML than 1.0
            <?xml version='1.1' encoding='UTF-8' ?><r/>                     | The document is in another version of XML than 1.0
            <?xml version="1.0' encoding="UTF-8"?><r/>                      | The document is not well-formed XML
            <straße/>                                                       | The document has a name outside ASCII
            <été/>                                                          | The document has a name outside ASCII
            <p:été xmlns:p='urn:p'/>                                        | The document has a name outside ASCII
            <r été='1'/>                                                    | The document has a name outside ASCII
            <r xmlns:é='urn:p'/>                                            | The document has a name outside ASCII
            <r></été>                                                       | The document has a name outside ASCII
            <?été a?><r/>                                                   | The document has a name outside ASCII
            <😀/>                                                   | The document has a name outside ASCII
            <r  ='1'/>                                                 | The document is not well-formed XML
            <r xmlns='urn:a&amp;b'/>                            | A namespace has a reference, a tab or the end of a line in it
            <r>                                                             | The document is not well-formed XML
            <?xml version="1.0" encoding="Shift_JIS"?><r/> \
                                              | The document is in another encoding than UTF-8 and UTF-16
            <?xml version="1.0" encoding="x-a-name-of-many-words"?><r/> \
                                              | The document is in another encoding than UTF-8 and UTF-16
            """)
    void a_packager_is_told_what_is_wrong(String document, String told) {
        var refused = assertThrows(MalformedXml.class, () -> XmlReader.read(bytes(document)));
        assertEquals(told, refused.getMessage());
    }

    private static String told(String document) {
        return assertThrows(MalformedXml.class, () -> XmlReader.read(bytes(document)))
                .getMessage();
    }

    @Test
    void a_packager_is_told_which_limit_it_exceeds() throws MalformedXml {
        String space = "<r xmlns='urn:" + "a".repeat(996);
        assertEquals("r", XmlReader.read(bytes(space + "'/>")).name());
        assertEquals("A namespace has more than 1000 characters", told(space + "a'/>"));
        String name = "a".repeat(200);
        assertEquals(name, XmlReader.read(bytes("<" + name + "/>")).name());
        for (String longer :
                List.of("<%sa/>", "<r %sa='1'/>", "<p:%sa xmlns:p='urn:p'/>", "<r></%sa>", "<?%sa b?><r/>")) {
            assertEquals("The document has a name of more than 200 characters", told(longer.formatted(name)));
        }
        String elements = "<a/>".repeat(XmlReader.MOST_ELEMENTS - 1);
        assertEquals(
                XmlReader.MOST_ELEMENTS - 1,
                XmlReader.read(bytes("<r>" + elements + "</r>")).elements().size());
        assertEquals("The document has more than 8192 elements", told("<r>" + elements + "<a/></r>"));
    }

    @Test
    void bytes_in_no_encoding_are_told_so() {
        byte[] document = "<r>é</r>".getBytes(StandardCharsets.ISO_8859_1);
        var refused = assertThrows(MalformedXml.class, () -> XmlReader.read(document));
        assertEquals("The document is neither in UTF-8 nor in UTF-16", refused.getMessage());
    }

    @Test
    void many_elements_may_declare_a_few_namespaces_each() throws MalformedXml {
        String children = "<a xmlns='urn:a' xmlns:b='urn:b'/>".repeat(1_000);
        assertEquals(
                1_000,
                XmlReader.read(bytes("<r>" + children + "</r>")).elements().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"IBM037", "UTF-32", "Shift_JIS"})
    void another_encoding_is_refused(String charset) {
        String document = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><r/>";
        assertThrows(MalformedXml.class, () -> XmlReader.read(document.getBytes(Charset.forName(charset))));
    }

    @Test
    void a_byte_more_than_256_kib_is_refused() throws MalformedXml {
        String document = "<r>" + "a".repeat(XmlReader.MOST_BYTES - 7) + "</r>";
        assertEquals(
                XmlReader.MOST_BYTES - 7, XmlReader.read(bytes(document)).text().length());
        assertThrows(MalformedXml.class, () -> XmlReader.read(bytes(document + " ")));
    }

    @Test
    void a_new_element_gets_a_prefix_that_is_right_where_it_stands() throws MalformedXml {
        XmlElement root = XmlReader.read(bytes("<p:r xmlns:p='urn:1'><q xmlns:p='urn:2'/></p:r>"));
        Scope outside = Scope.of(root);
        assertEquals("p", outside.element("urn:1", "x", "e").prefix());
        Scope inside = outside.inside(root.elements().getFirst());
        XmlElement made = inside.element("urn:1", "x", "e");
        assertEquals("x", made.prefix());
        assertEquals(List.of(new XmlElement.Binding("x", "urn:1")), made.bindings());
    }
}
