package dev.licet.keys.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// An element. It never changes; what looks like a change is another element.
///
/// @param prefix     as it was written, may be empty
/// @param name       without the prefix
/// @param namespace  what the prefix means here; empty for none
/// @param bindings   the prefixes that this element declares, in order
/// @param attributes in order, without the declarations
/// @param children   elements and text, in order
public record XmlElement(
        String prefix,
        String name,
        String namespace,
        List<Binding> bindings,
        List<Attribute> attributes,
        List<XmlNode> children)
        implements XmlNode {

    /// A prefix that is declared; the empty one is the default namespace.
    public record Binding(String prefix, String namespace) {}

    /// An attribute; one without a prefix has no namespace.
    public record Attribute(String prefix, String name, String value) {}

    public XmlElement {
        bindings = List.copyOf(bindings);
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /// Whether it has that name in that namespace.
    public boolean is(String otherNamespace, String otherName) {
        return name.equals(otherName) && namespace.equals(otherNamespace);
    }

    /// The value of an attribute without a namespace.
    public Optional<String> attribute(String attributeName) {
        return attributes.stream()
                .filter(attribute ->
                        attribute.prefix().isEmpty() && attribute.name().equals(attributeName))
                .map(Attribute::value)
                .findFirst();
    }

    /// The elements among the children.
    public List<XmlElement> elements() {
        var elements = new ArrayList<XmlElement>();
        for (XmlNode node : children) if (node instanceof XmlElement element) elements.add(element);
        return elements;
    }

    /// The child elements with that name in that namespace.
    public List<XmlElement> all(String childNamespace, String childName) {
        return elements().stream()
                .filter(child -> child.is(childNamespace, childName))
                .toList();
    }

    /// The first of them.
    public Optional<XmlElement> first(String childNamespace, String childName) {
        return all(childNamespace, childName).stream().findFirst();
    }

    /// The text directly in it, without white space around it.
    public String text() {
        var text = new StringBuilder();
        for (XmlNode node : children) if (node instanceof Text(String part)) text.append(part);
        return text.toString().strip();
    }

    /// The same with those children.
    public XmlElement withChildren(List<? extends XmlNode> others) {
        return new XmlElement(prefix, name, namespace, bindings, attributes, List.copyOf(others));
    }

    /// The same with nothing in it but a text.
    public XmlElement withText(String text) {
        return withChildren(List.of(new Text(text)));
    }

    /// The same with an attribute, in the place of the one with that name or at the end.
    public XmlElement with(String attributeName, String value) {
        var changed = new ArrayList<Attribute>();
        boolean found = false;
        for (Attribute attribute : attributes) {
            boolean same = attribute.prefix().isEmpty() && attribute.name().equals(attributeName);
            changed.add(same ? new Attribute("", attributeName, value) : attribute);
            found |= same;
        }
        if (!found) changed.add(new Attribute("", attributeName, value));
        return new XmlElement(prefix, name, namespace, bindings, changed, children);
    }

    /// The same without an attribute.
    public XmlElement without(String attributeName) {
        var kept = attributes.stream()
                .filter(attribute ->
                        !attribute.prefix().isEmpty() || !attribute.name().equals(attributeName))
                .toList();
        return new XmlElement(prefix, name, namespace, bindings, kept, children);
    }

    /// The same with each child element as `change` makes it; one that becomes empty is dropped.
    public XmlElement mapped(Function<XmlElement, Optional<XmlElement>> change) {
        var changed = new ArrayList<XmlNode>();
        for (XmlNode node : children) {
            switch (node) {
                case Text text -> changed.add(text);
                case XmlElement element -> change.apply(element).ifPresent(changed::add);
            }
        }
        return withChildren(changed);
    }

    /// The same with the child elements of that name as `change` makes them.
    public XmlElement mapped(String childNamespace, String childName, UnaryOperator<XmlElement> change) {
        return mapped(child -> Optional.of(child.is(childNamespace, childName) ? change.apply(child) : child));
    }
}
