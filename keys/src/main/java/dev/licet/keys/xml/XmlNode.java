package dev.licet.keys.xml;

/// What an element holds.
public sealed interface XmlNode permits XmlElement, XmlNode.Text {
    /// Characters between tags, unescaped.
    record Text(String text) implements XmlNode {}
}
