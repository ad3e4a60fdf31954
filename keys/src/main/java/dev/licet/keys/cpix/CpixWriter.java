package dev.licet.keys.cpix;

import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.keys.Signalling;
import dev.licet.keys.xml.Scope;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlElement.Attribute;
import dev.licet.keys.xml.XmlElement.Binding;
import dev.licet.keys.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// A document of our own: keys in clear, what each DRM system needs, and one rule for each key with none but pixel
/// bounds, because Shaka Packager takes no others (reference: ecosystem.md 5.2).
public final class CpixWriter {
    private final String version;
    private final UsageRules rules;
    private final Scheme scheme;
    private final Set<ProtectionSystem> systems;
    private final Signalling.Setting setting;

    /// @param version `2.3` or `2.4`
    /// @param bounds  the most pixels of SD, HD and UHD1
    /// @param systems those whose signalling is written; each plays the scheme
    public CpixWriter(
            String version,
            List<Long> bounds,
            Scheme scheme,
            Set<ProtectionSystem> systems,
            Signalling.Setting setting) {
        this.version = version;
        this.rules = new UsageRules(bounds);
        this.scheme = scheme;
        this.systems = systems;
        this.setting = setting;
    }

    /// The document, in UTF-8.
    public byte[] document(List<ServedKey> keys) {
        XmlElement root = root();
        Scope scope = Scope.of(root);
        var lists = new ArrayList<XmlElement>();
        lists.add(list(
                scope,
                "ContentKeyList",
                keys.stream().map(key -> key(scope, key)).toList()));
        if (!systems.isEmpty()) lists.add(list(scope, "DRMSystemList", systems(scope, keys)));
        lists.add(list(
                scope,
                "ContentKeyUsageRuleList",
                keys.stream().map(key -> rules.rule(scope, key)).toList()));
        return XmlWriter.document(root.withChildren(lists));
    }

    private XmlElement root() {
        return new XmlElement(
                "",
                "CPIX",
                Names.CPIX,
                List.of(new Binding("", Names.CPIX), new Binding("pskc", Names.PSKC)),
                List.of(new Attribute("", "contentId", setting.contentId()), new Attribute("", "version", version)),
                List.of());
    }

    private static XmlElement list(Scope scope, String name, List<XmlElement> elements) {
        return scope.element(Names.CPIX, "cpix", name).withChildren(elements);
    }

    private XmlElement key(Scope scope, ServedKey key) {
        XmlElement element = scope.element(Names.CPIX, "cpix", "ContentKey")
                .with("kid", Signalling.dashed(key.key().kid()))
                .with("commonEncryptionScheme", scheme.word());
        XmlElement named = scheme.isCbc() ? element.with("explicitIV", base64(key.iv())) : element;
        return named.withChildren(List.of(Delivery.clear(scope, key.value())));
    }

    private List<XmlElement> systems(Scope scope, List<ServedKey> keys) {
        var elements = new ArrayList<XmlElement>();
        for (ServedKey key : keys) {
            for (ProtectionSystem system : systems.stream().sorted().toList()) elements.add(system(scope, key, system));
        }
        return elements;
    }

    private XmlElement system(Scope scope, ServedKey key, ProtectionSystem system) {
        var signalling = new Signalling(system, scheme, key, setting);
        var children = new ArrayList<XmlElement>();
        signalling.pssh().ifPresent(box -> children.add(cpix(scope, "PSSH", base64(box))));
        signalling
                .contentProtection()
                .ifPresent(text -> children.add(cpix(scope, "ContentProtectionData", base64(text))));
        signalling.mediaLine().ifPresent(line -> children.add(line(scope, "media", line)));
        String whole = version.equals("2.4") ? "multiVariant" : "master";
        signalling.sessionLine().ifPresent(line -> children.add(line(scope, whole, line)));
        signalling
                .smoothHeader()
                .ifPresent(header -> children.add(cpix(scope, "SmoothStreamingProtectionHeaderData", base64(header))));
        return scope.element(Names.CPIX, "cpix", "DRMSystem")
                .with("kid", Signalling.dashed(key.key().kid()))
                .with("systemId", system.id().toString())
                .withChildren(children);
    }

    private static XmlElement line(Scope scope, String playlist, String line) {
        return cpix(scope, "HLSSignalingData", base64(line)).with("playlist", playlist);
    }

    private static XmlElement cpix(Scope scope, String name, String text) {
        return scope.element(Names.CPIX, "cpix", name).withText(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
