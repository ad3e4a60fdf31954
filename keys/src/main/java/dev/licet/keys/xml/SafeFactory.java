package dev.licet.keys.xml;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/// Sets the JDK's parser up so that a document can neither fetch anything nor cost much time.
final class SafeFactory {
    private SafeFactory() {}

    /// A factory that many threads may use at once. The limits of the parser stop a costly document before ours see it.
    static XMLInputFactory make() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty("javax.xml.stream.isCoalescing", true);
        factory.setProperty("jdk.xml.elementAttributeLimit", Integer.toString(XmlReader.MOST_ATTRIBUTES));
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(XmlReader.DEEPEST));
        factory.setProperty("jdk.xml.entityExpansionLimit", "1");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }
}
