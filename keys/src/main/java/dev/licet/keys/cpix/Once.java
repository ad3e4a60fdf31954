package dev.licet.keys.cpix;

import dev.licet.domain.Rule;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.XmlElement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What may stand once in its parent (reference: speke-cpix.md 4). Of two, one would be read and the other
/// lost without a word.
public final class Once {
    private static final Map<String, Set<String>> NAMES = Map.of(
            Names.CPIX,
            Set.of(
                    "DeliveryDataList",
                    "ContentKeyList",
                    "DRMSystemList",
                    "ContentKeyPeriodList",
                    "ContentKeyUsageRuleList",
                    "DeliveryKey",
                    "DocumentKey",
                    "MACMethod",
                    "Key",
                    "Data",
                    "PSSH",
                    "ContentProtectionData",
                    "URIExtXKey"),
            Names.PSKC,
            Set.of("Secret", "PlainValue", "EncryptedValue", "ValueMAC"),
            Names.ENC,
            Set.of("EncryptionMethod", "CipherData", "CipherValue"));

    private Once() {}

    /// Refuses a document that has one of them twice, at whatever depth.
    public static void check(XmlElement root) throws Refusing {
        check(root, Rule.CPIX_LISTS);
    }

    private static void check(XmlElement parent, Rule rule) throws Refusing {
        var seen = new HashSet<String>();
        for (XmlElement child : parent.elements()) {
            boolean once = NAMES.getOrDefault(child.namespace(), Set.of()).contains(child.name());
            if (once && !seen.add(child.namespace() + " " + child.name())) {
                throw new Refusing(rule, "More than one " + parent.name() + "/" + child.name());
            }
        }
        for (XmlElement child : parent.elements()) check(child, inside(child, rule));
    }

    private static Rule inside(XmlElement child, Rule outside) {
        return switch (child.name()) {
            case "DeliveryDataList" -> Rule.RECIPIENTS;
            case "ContentKeyList" -> Rule.CPIX_KEYS;
            case "DRMSystemList" -> Rule.CPIX_SYSTEMS;
            default -> outside;
        };
    }
}
