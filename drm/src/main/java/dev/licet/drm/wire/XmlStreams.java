package dev.licet.drm.wire;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The JDK's StAX, set up so that a document of somebody unknown can neither fetch anything nor cost much time
/// (reference: security.md, XML): no document type, no entities but the five of XML, no processing beyond that.
public final class XmlStreams {
    /// Many threads may use it at once.
    private static final XMLInputFactory FACTORY = factory();

    private XmlStreams() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /// The events of a document, once it was looked through: document types, and what exceeds the limits, never become
    /// one. The parser is known to throw unchecked exceptions on some texts, here and later.
    ///
    /// @throws MalformedMessage with a sentence for whoever sent it, without a word of the document
    public static XMLStreamReader of(String document, XmlOutline.Limits limits)
            throws MalformedMessage, XMLStreamException {
        XmlOutline.check(document, limits);
        return FACTORY.createXMLStreamReader(new StringReader(document));
    }
}
