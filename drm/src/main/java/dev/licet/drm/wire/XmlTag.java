package dev.licet.drm.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/// The beginning of an element, as far as its names go.
///
/// @param name       with its prefix
/// @param attributes with their prefixes, and without the declarations
/// @param bindings   what it declares, by prefix; the empty one is the default
/// @param isWhole    whether it ends in itself
record XmlTag(String name, Map<String, String> attributes, Map<String, String> bindings, boolean isWhole) {
    private static final String DECLARING = "xmlns";
    private static final String XML = "xml";
    private static final String RESERVED = "http://www.w3.org/";
    private static final String NAMESPACE_OF_XML = RESERVED + "XML/1998/namespace";
    /// Longer ones the parser refuses.
    private static final int LONGEST_NAMESPACE = 1000;

    static XmlTag read(XmlTagCursor text, int mostAttributes) throws MalformedMessage {
        String name = text.opening();
        var attributes = new LinkedHashMap<String, String>();
        var bindings = new HashMap<String, String>();
        while (!text.isAtEndOfTag()) {
            String attribute = text.attribute();
            String value = text.value();
            boolean declares = attribute.equals(DECLARING) || prefix(attribute).equals(DECLARING);
            String before =
                    declares ? bindings.put(declared(attribute, value), value) : attributes.put(attribute, value);
            if (before != null) throw XmlTagCursor.broken();
            if (attributes.size() + bindings.size() > mostAttributes) {
                throw new MalformedMessage(
                        "An element has more than " + mostAttributes + " attributes and declarations of namespaces");
            }
        }
        return new XmlTag(name, attributes, bindings, text.endOfTag());
    }

    private static String prefix(String name) {
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }

    /// Neither takes a prefix back nor gives those of XML itself another meaning. Written in two ways, one namespace
    /// would seem two.
    private static String declared(String attribute, String namespace) throws MalformedMessage {
        String prefix = attribute.substring(Math.min(attribute.length(), DECLARING.length() + 1));
        if (namespace.length() > LONGEST_NAMESPACE) {
            throw new MalformedMessage("A namespace has more than " + LONGEST_NAMESPACE + " characters");
        }
        if (prefix.equals(XML) && namespace.equals(NAMESPACE_OF_XML)) return prefix;
        boolean own = prefix.equals(XML) || prefix.equals(DECLARING) || isOfXml(namespace);
        boolean plain = namespace.chars().noneMatch(c -> c == '&' || c < ' ');
        if (!plain) throw new MalformedMessage("A namespace has a reference, a tab or the end of a line in it");
        if (own || !prefix.isEmpty() && namespace.isEmpty()) throw XmlTagCursor.broken();
        return prefix;
    }

    private static boolean isOfXml(String namespace) {
        return namespace.startsWith(RESERVED)
                && (namespace.endsWith("/XML/1998/namespace") || namespace.endsWith("/2000/xmlns/"));
    }

    /// Whether all prefixes are declared, and no attribute comes twice by two prefixes of one namespace.
    ///
    /// @param around the elements around it, the innermost first
    void requireBound(Collection<XmlTag> around) throws MalformedMessage {
        namespace(prefix(name), around);
        var seen = new HashSet<Map.Entry<String, String>>();
        for (String attribute : attributes.keySet()) {
            String prefix = prefix(attribute);
            if (prefix.isEmpty()) continue;
            String local = attribute.substring(prefix.length());
            if (!seen.add(Map.entry(namespace(prefix, around), local))) throw XmlTagCursor.broken();
        }
    }

    private String namespace(String prefix, Collection<XmlTag> around) throws MalformedMessage {
        if (prefix.equals(XML) || prefix.isEmpty()) return prefix;
        if (bindings.containsKey(prefix)) return bindings.get(prefix);
        for (XmlTag outer : around) if (outer.bindings.containsKey(prefix)) return outer.bindings.get(prefix);
        throw XmlTagCursor.broken();
    }
}
