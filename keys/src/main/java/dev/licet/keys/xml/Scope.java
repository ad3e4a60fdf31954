package dev.licet.keys.xml;

import dev.licet.keys.xml.XmlElement.Binding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which prefixes mean what at a place of a document, so that a new element there gets a prefix that is right.
public final class Scope {
    private final Map<String, String> byPrefix;

    private Scope(Map<String, String> byPrefix) {
        this.byPrefix = byPrefix;
    }

    /// Inside a root.
    public static Scope of(XmlElement root) {
        return new Scope(Map.of()).inside(root);
    }

    /// Inside an element at this place.
    public Scope inside(XmlElement element) {
        var all = new LinkedHashMap<>(byPrefix);
        for (Binding binding : element.bindings()) all.put(binding.prefix(), binding.namespace());
        return new Scope(all);
    }

    /// A new element at this place. A namespace that has no prefix here is declared by the element itself.
    ///
    /// @param usual the prefix to declare if none means that namespace here
    public XmlElement element(String namespace, String usual, String name, XmlNode... children) {
        for (var binding : byPrefix.entrySet()) {
            if (binding.getValue().equals(namespace)) {
                return new XmlElement(binding.getKey(), name, namespace, List.of(), List.of(), List.of(children));
            }
        }
        var declared = List.of(new Binding(usual, namespace));
        return new XmlElement(usual, name, namespace, declared, List.of(), List.of(children));
    }
}
