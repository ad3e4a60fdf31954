package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the parser would quote does not come to it.
class XmlOutlineTest {
    private static final XmlOutline.Limits LIMITS = new XmlOutline.Limits(8, 16);
    private static final String KEY = "c0ffee00112233445566778899aabbcc";
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <!-- made by hand --><?some thing?>
            <c:CPIX xmlns:c="urn:c" xmlns="urn:d" id='a "b"' c:n = "1">
             <Key kid="x&#10;&amp;y" xmlns:p="urn:p" p:q='2' xml:lang="en"/>text &lt; &#xe9;é
             <Data><p:Secret xmlns:p='urn:e'><![CDATA[<&]]></p:Secret ></Data>
            </c:CPIX>
            """;

    /// Everything that can stand before a word and makes something else of it.
    private static final List<String> BEFORE = List.of(
            "", " ", "<", "</", "<?", "<!", "<!DOCTYPE ", "&", "&#", "\"", "'", ":", "x:", " xmlns:", "/", " a:");

    private static final List<String> BEHIND =
            List.of("", ";", ">", "/>", "=''", "=\"urn:p\"", "?>", ":x", "\u0001", " ");

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty("jdk.xml.elementAttributeLimit", Integer.toString(LIMITS.attributes()));
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(LIMITS.depth()));
        return factory;
    }

    /// What the parser says of it; empty when it reads it. What is no entity of XML it hands on, and its
    /// readers refuse it.
    private static Optional<String> complaint(XMLInputFactory factory, String document) {
        try {
            var reader = factory.createXMLStreamReader(new StringReader(document));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.ENTITY_REFERENCE) return Optional.of("an entity");
            }
            return Optional.empty();
        } catch (XMLStreamException | RuntimeException bad) {
            return Optional.of(String.valueOf(bad.getMessage()));
        }
    }

    private static boolean passes(String document) {
        try {
            XmlOutline.check(document, LIMITS);
            return true;
        } catch (MalformedMessage refused) {
            return false;
        }
    }

    @Test
    void a_key_at_any_place_of_a_document_is_never_what_the_parser_complains_of() {
        var factory = factory();
        int refused = 0;
        for (int at = 0; at <= DOCUMENT.length(); at++) {
            for (String before : BEFORE) {
                for (String behind : BEHIND) {
                    String bad = DOCUMENT.substring(0, at) + before + KEY + behind + DOCUMENT.substring(at);
                    if (!passes(bad)) {
                        refused++;
                        continue;
                    }
                    String said = complaint(factory, bad).orElse("");
                    assertTrue(!said.contains(KEY), () -> said + " of " + bad);
                }
            }
        }
        assertTrue(refused > 10_000, refused + " were refused");
    }

    /// Each character left out and replaced, behind the declaration, of which this parser reads nothing
    /// when it is handed characters. It would also take names that begin with a colon.
    @Test
    void what_it_refuses_the_parser_would_refuse_as_well() {
        var factory = factory();
        var wronged = new ArrayList<String>();
        for (int at = DOCUMENT.indexOf("<!--"); at < DOCUMENT.length(); at++) {
            for (String instead : List.of("", "<", ">", "&", "\"", "'", "/", "=", " ", "a", "?", "!", "-", ";", "0")) {
                String changed = DOCUMENT.substring(0, at) + instead + DOCUMENT.substring(at + 1);
                if (changed.contains(" :")) continue;
                if (!passes(changed) && complaint(factory, changed).isEmpty()) wronged.add(changed);
            }
        }
        assertEquals(List.of(), wronged);
    }

    @Test
    void a_good_document_passes() {
        assertDoesNotThrow(() -> XmlOutline.check(DOCUMENT, LIMITS));
        assertEquals(Optional.empty(), complaint(factory(), DOCUMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml-model href='cpix.xsd'?><r/>",
                "<?xml version = '1.0' encoding = \"Utf-8\" ?><r/>",
                "<r xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='en'/>",
                "<r a='&#00000065;'>&#x0010FFFF;</r>",
                "<r xmlns='urn:a'><s xmlns=''/><p:s xmlns:p='urn:a'><p:s xmlns:p='urn:b'/></p:s></r>"
            })
    void what_is_seldom_written_passes_and_the_parser_reads_it(String document) {
        assertDoesNotThrow(() -> XmlOutline.check(document, LIMITS));
        assertEquals(Optional.empty(), complaint(factory(), document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<r>&" + KEY + ";</r>",
                "<r a='&" + KEY + ";'/>",
                "<" + KEY + "></r>",
                "<r></" + KEY + ">",
                "<" + KEY,
                "<" + KEY + " a=1/>",
                "<r " + KEY + "/>",
                "<r " + KEY + "='<'/>",
                "<r " + KEY + "='' " + KEY + "=''/>",
                "<r " + KEY + "='\u0001'/>",
                "<" + KEY + ":r/>",
                "<a:" + KEY + ":b xmlns:a='urn:a'/>",
                "<r xmlns:a='urn:a' xmlns:b='urn:a' a:" + KEY + "='' b:" + KEY + "=''/>",
                "<r xmlns:a='u' xmlns:b='&#x75;' a:" + KEY + "='' b:" + KEY + "=''/>",
                "<r xmlns:" + KEY + "=''/>",
                "<?xml version='" + KEY + "'?><r/>",
                "<?xml version='1.0' encoding='" + KEY + "'?><r/>",
                "<?xml version=\"1.0'?><" + KEY + " b=\"1\"/>",
                "<?xml version='1.0' encoding='utf-8\"?><" + KEY + " b='1'/>",
                "<?xml version='1.0' standalone=\"yes'?><r a=\"" + KEY + "\"/>",
                "<r xmlns:xml='urn:" + KEY + "'/>",
                "<?xml version='1.0' standalone='" + KEY + "'?><r/>",
                "<?a:" + KEY + " b?><r/>",
                "<!DOCTYPE " + KEY + "><r/>",
                "<!DOCTYPE r SYSTEM '" + KEY + "'><r/>"
            })
    void what_would_be_quoted_is_refused_without_a_word_of_it(String document) {
        var refused = assertThrows(MalformedMessage.class, () -> XmlOutline.check(document, LIMITS));
        assertTrue(!refused.getMessage().contains(KEY));
    }

    @Test
    void an_element_within_the_limits_is_not_named_for_going_beyond_them() {
        var many = new StringBuilder("<" + KEY);
        for (int i = 0; i <= LIMITS.attributes(); i++)
            many.append(" a").append(i).append("=''");
        assertThrows(MalformedMessage.class, () -> XmlOutline.check(many + "/>", LIMITS));
        String deep = "<a>".repeat(LIMITS.depth()) + "<" + KEY + "/>" + "</a>".repeat(LIMITS.depth());
        assertThrows(MalformedMessage.class, () -> XmlOutline.check(deep, LIMITS));
        for (String longest : List.of("<%s/>", "<a xmlns='%s'/>")) {
            String document = longest.formatted(KEY.repeat(40));
            assertThrows(MalformedMessage.class, () -> XmlOutline.check(document, LIMITS));
        }
    }
}
