package dev.licet.keys.xml;

import dev.licet.domain.Ascii;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.XmlOutline;
import dev.licet.drm.wire.XmlStreams;
import dev.licet.keys.xml.XmlElement.Attribute;
import dev.licet.keys.xml.XmlElement.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a document with the JDK's StAX (reference: speke-cpix.md 2): no document type, no entities but the five of
/// XML, namespaces, and limits on everything that could be made large. UTF-8 and UTF-16, as the document says.
///
/// Comments and processing instructions are left out.
public final class XmlReader {
    /// The largest document in bytes.
    public static final int MOST_BYTES = 256 * 1024;

    /// What is said of a larger one.
    public static final String TOO_LARGE = "The document is larger than 256 KiB";

    /// The deepest nesting. An encrypted document that somebody else made goes nine deep.
    public static final int DEEPEST = 10;

    /// The most attributes and declarations of one element.
    public static final int MOST_ATTRIBUTES = 32;

    /// The most elements of a document.
    public static final int MOST_ELEMENTS = 8192;

    /// Those that a document may name; where it names none, its first bytes tell.
    private static final Set<String> ENCODINGS =
            Set.of("", "utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1");

    private static final XmlOutline.Limits LIMITS = new XmlOutline.Limits(DEEPEST, MOST_ATTRIBUTES);

    private final XMLStreamReader xml;
    private int elements;

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /// The root of a document.
    public static XmlElement read(byte[] document) throws MalformedXml {
        if (document.length == 0) throw new MalformedXml("The request has no body");
        if (document.length > MOST_BYTES) throw new MalformedXml(TOO_LARGE);
        try {
            return parsed(DocumentText.of(document));
        } catch (MalformedMessage refused) {
            throw new MalformedXml(refused.getMessage());
        } catch (XMLStreamException | RuntimeException notXml) {
            throw new MalformedXml(XmlOutline.NOT_WELL_FORMED);
        }
    }

    private static XmlElement parsed(String document) throws XMLStreamException, MalformedMessage, MalformedXml {
        var xml = XmlStreams.of(document, LIMITS);
        try {
            return new XmlReader(xml).document();
        } finally {
            xml.close();
        }
    }

    private XmlElement document() throws XMLStreamException, MalformedXml {
        if (!ENCODINGS.contains(Ascii.lower(text(xml.getCharacterEncodingScheme())))) {
            throw new MalformedXml(XmlOutline.OTHER_ENCODING);
        }
        XmlElement root = null;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) root = element();
        }
        if (root == null) throw new MalformedXml("The document has no root");
        return root;
    }

    private XmlElement element() throws XMLStreamException, MalformedXml {
        if (++elements > MOST_ELEMENTS) {
            throw new MalformedXml("The document has more than " + MOST_ELEMENTS + " elements");
        }
        String prefix = text(xml.getPrefix());
        String name = xml.getLocalName();
        String namespace = text(xml.getNamespaceURI());
        var bindings = bindings();
        var attributes = attributes();
        return new XmlElement(prefix, name, namespace, bindings, attributes, children());
    }

    private static String text(String maybeNull) {
        return maybeNull == null ? "" : maybeNull;
    }

    private List<Binding> bindings() {
        var bindings = new ArrayList<Binding>();
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            bindings.add(new Binding(text(xml.getNamespacePrefix(i)), text(xml.getNamespaceURI(i))));
        }
        return bindings;
    }

    private List<Attribute> attributes() {
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.add(new Attribute(
                    text(xml.getAttributePrefix(i)), xml.getAttributeLocalName(i), xml.getAttributeValue(i)));
        }
        return attributes;
    }

    private List<XmlNode> children() throws XMLStreamException, MalformedXml {
        var children = new ArrayList<XmlNode>();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    children.add(new XmlNode.Text(xml.getText()));
                case XMLStreamConstants.END_ELEMENT -> {
                    return children;
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                    continue;
                }
                default -> throw new MalformedXml(XmlOutline.NOT_WELL_FORMED);
            }
        }
    }
}
