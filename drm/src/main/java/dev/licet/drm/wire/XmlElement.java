package dev.licet.drm.wire;

import dev.licet.domain.Ascii;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.events.XMLEvent;

/// An element of a small XML document that somebody unknown has sent, read within limits: no document type, no
/// entities but the five of XML, no processing beyond that (reference: security.md, XML).
///
/// @param namespace  empty for none
/// @param name       without a prefix
/// @param attributes those without a namespace, by name
/// @param text       the characters that stand directly in it, joined
/// @param children   its elements, in order
public record XmlElement(
        String namespace, String name, Map<String, String> attributes, String text, List<XmlElement> children) {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 4096;
    private static final int MAX_ATTRIBUTES = 32;
    /// Those that a document may declare, or none.
    private static final Set<String> ENCODINGS = Set.of("", "utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii");

    private static final XmlOutline.Limits LIMITS = new XmlOutline.Limits(MAX_DEPTH, MAX_ATTRIBUTES);

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /// Reads a document in UTF-8 or, told by its first bytes, in UTF-16. One that declares another encoding is
    /// refused: what it is handed on to would go by that, and read another document in the same bytes.
    ///
    /// @param maxBytes the longest document that is looked at
    /// @return its outermost element
    /// @throws MalformedMessage for everything else
    public static XmlElement read(byte[] document, int maxBytes) throws MalformedMessage {
        if (document.length > maxBytes)
            throw new MalformedMessage("The document is longer than " + maxBytes + " bytes");
        String text = XmlText.of(document);
        try {
            var reader = XmlStreams.of(text, LIMITS);
            try {
                return new Reading(reader).document();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException malformed) {
            // The parser is known to throw unchecked exceptions on some bytes.
            throw XmlTagCursor.broken();
        }
    }

    /// Its children of that name, whatever the namespace.
    public List<XmlElement> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /// Its one child of that name. Of several, another program could read another one than we do.
    ///
    /// @throws MalformedMessage when there are several
    public Optional<XmlElement> only(String wanted) throws MalformedMessage {
        var found = all(wanted);
        if (found.size() > 1) throw new MalformedMessage("The element " + wanted + " comes twice");
        return found.stream().findFirst();
    }

    /// The element at the end of a way of names down from this one, each of which comes once.
    ///
    /// @throws MalformedMessage when one of them comes twice
    public Optional<XmlElement> at(String... way) throws MalformedMessage {
        Optional<XmlElement> here = Optional.of(this);
        for (String step : way) here = here.isEmpty() ? here : here.get().only(step);
        return here;
    }

    /// The text at the end of such a way, without space around it; empty when there is none.
    public Optional<String> textAt(String... way) throws MalformedMessage {
        return at(way).map(element -> element.text.strip()).filter(found -> !found.isEmpty());
    }

    /// One walk through a document.
    private static final class Reading {
        private final XMLStreamReader reader;
        private int elements;

        Reading(XMLStreamReader reader) {
            this.reader = reader;
        }

        XmlElement document() throws XMLStreamException, MalformedMessage {
            String declared = Objects.requireNonNullElse(reader.getCharacterEncodingScheme(), "");
            if (!ENCODINGS.contains(Ascii.lower(declared))) throw new MalformedMessage(XmlOutline.OTHER_ENCODING);
            Optional<XmlElement> root = Optional.empty();
            while (reader.hasNext()) {
                if (reader.next() == XMLEvent.START_ELEMENT) root = Optional.of(element());
            }
            return root.orElseThrow(() -> new MalformedMessage("The document has no element"));
        }

        private XmlElement element() throws XMLStreamException, MalformedMessage {
            if (++elements > MAX_ELEMENTS)
                throw new MalformedMessage("The document has more than " + MAX_ELEMENTS + " elements");
            String namespace = Objects.requireNonNullElse(reader.getNamespaceURI(), "");
            String name = reader.getLocalName();
            var attributes = attributes();
            var text = new StringBuilder();
            var children = new ArrayList<XmlElement>();
            for (int event = reader.next(); event != XMLEvent.END_ELEMENT; event = reader.next()) {
                switch (event) {
                    case XMLEvent.START_ELEMENT -> children.add(element());
                    case XMLEvent.CHARACTERS, XMLEvent.CDATA, XMLEvent.SPACE -> text.append(reader.getText());
                    default -> {} // Comments and processing instructions have no meaning here.
                }
            }
            return new XmlElement(namespace, name, attributes, text.toString(), children);
        }

        private Map<String, String> attributes() {
            var attributes = new LinkedHashMap<String, String>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String namespace = reader.getAttributeNamespace(i);
                if (namespace == null || namespace.isEmpty())
                    attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            return attributes;
        }
    }
}
