package dev.licet.keys.xml;

import dev.licet.keys.xml.XmlElement.Attribute;
import dev.licet.keys.xml.XmlElement.Binding;
import java.nio.charset.StandardCharsets;

/// Writes a tree as a document in UTF-8, with the prefixes and in the order of the tree.
public final class XmlWriter {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final StringBuilder out = new StringBuilder(4096);

    private XmlWriter() {}

    /// The whole document.
    public static byte[] document(XmlElement root) {
        var writer = new XmlWriter();
        writer.out.append(DECLARATION);
        writer.element(root);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void element(XmlElement element) {
        String tag = named(element.prefix(), element.name());
        begin(tag, element);
        if (element.children().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (XmlNode node : element.children()) {
            switch (node) {
                case XmlElement child -> element(child);
                case XmlNode.Text(String text) -> escaped(text, false);
            }
        }
        out.append("</").append(tag).append('>');
    }

    /// All of a start tag but its end.
    private void begin(String tag, XmlElement element) {
        out.append('<').append(tag);
        for (Binding binding : element.bindings()) {
            attribute(binding.prefix().isEmpty() ? "xmlns" : "xmlns:" + binding.prefix(), binding.namespace());
        }
        for (Attribute attribute : element.attributes()) {
            attribute(named(attribute.prefix(), attribute.name()), attribute.value());
        }
    }

    private static String named(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escaped(value, true);
        out.append('"');
    }

    /// A carriage return would become a line feed when it is read, as would a tab in an attribute become a space.
    private void escaped(String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                case '"' -> out.append(inAttribute ? "&quot;" : "\"");
                case '\n' -> out.append(inAttribute ? "&#10;" : "\n");
                case '\t' -> out.append(inAttribute ? "&#9;" : "\t");
                default -> out.append(c);
            }
        }
    }
}
