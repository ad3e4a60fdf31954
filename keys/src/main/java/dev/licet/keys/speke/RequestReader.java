package dev.licet.keys.speke;

import dev.licet.domain.Rule;
import dev.licet.domain.Thrown;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrder;
import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.Refusing;
import dev.licet.keys.cpix.ContractRules;
import dev.licet.keys.cpix.ContractRules.Use;
import dev.licet.keys.cpix.CpixKeys;
import dev.licet.keys.cpix.Names;
import dev.licet.keys.cpix.Once;
import dev.licet.keys.cpix.Periods;
import dev.licet.keys.cpix.Recipient;
import dev.licet.keys.xml.MalformedXml;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a document in the order in which it is refused (reference: speke-cpix.md 3): XML, content id, version, lists,
/// keys, systems, contract.
final class RequestReader {
    private static final int MOST_SYSTEMS = 256;

    private final Version version;
    private final XmlElement root;

    private RequestReader(Version version, XmlElement root) {
        this.version = version;
        this.root = root;
    }

    static SpekeRequest read(Version version, byte[] body) throws Refusing {
        try {
            return new RequestReader(version, XmlReader.read(body)).read();
        } catch (MalformedXml notXml) {
            throw new Refusing(Rule.DOCUMENT, notXml.getMessage());
        }
    }

    private SpekeRequest read() throws Refusing {
        if (!root.is(Names.CPIX, "CPIX")) throw new Refusing(Rule.DOCUMENT, "The document is no CPIX document");
        String contentId = contentId();
        checkVersion();
        checkLists();
        Map<KeyId, XmlElement> keys = keys();
        Optional<Scheme> said = scheme(keys);
        Set<ProtectionSystem> systems = systems(keys.keySet(), said);
        Map<KeyId, Use> uses = uses(keys.keySet());
        List<Recipient> recipients = Recipient.of(root);
        KeyOrders orders = orders(contentId, said, systems, orders(keys, uses));
        return new SpekeRequest(version, root, orders, said.orElseGet(() -> usual(systems)), recipients);
    }

    private String contentId() throws Refusing {
        String name = version.isFirst() ? "id" : "contentId";
        String contentId = root.attribute(name).orElse("");
        if (contentId.isEmpty()) throw new Refusing(Rule.CPIX_CONTENT, "Missing CPIX@" + name);
        return contentId;
    }

    private void checkVersion() throws Refusing {
        if (version.isFirst()) return;
        String said = root.attribute("version").orElse("");
        if (said.isEmpty()) throw new Refusing(Rule.CPIX_VERSION, "Missing CPIX@version");
        if (!said.equals(version.cpix())) throw new Refusing(Rule.CPIX_VERSION, "Unsupported CPIX@version");
    }

    private void checkLists() throws Refusing {
        for (String list : List.of("ContentKeyList", "DRMSystemList")) {
            boolean missing = root.first(Names.CPIX, list).isEmpty();
            if (missing) throw new Refusing(Rule.CPIX_LISTS, "Missing CPIX/" + list);
        }
        Once.check(root);
    }

    private Map<KeyId, XmlElement> keys() throws Refusing {
        var keys = new LinkedHashMap<KeyId, XmlElement>();
        for (XmlElement key : CpixKeys.contentKeys(root)) {
            KeyId kid = CpixKeys.kid(key.attribute("kid").orElse(""))
                    .orElseThrow(() -> badKey("A ContentKey@kid is missing or no UUID"));
            if (keys.put(kid, key) != null) throw badKey("Two ContentKey elements have the same kid");
            iv(key);
        }
        return keys;
    }

    private static Optional<byte[]> iv(XmlElement key) throws Refusing {
        Optional<String> text = key.attribute("explicitIV");
        if (text.isEmpty() || text.get().isEmpty()) return Optional.empty();
        try {
            byte[] iv = Base64.getDecoder().decode(text.get());
            if (iv.length == KeyOrder.IV_BYTES) return Optional.of(iv);
        } catch (IllegalArgumentException notBase64) {
            // Said below, with the same words.
        }
        throw badKey("A ContentKey@explicitIV is not 16 bytes in base64");
    }

    /// One for the whole document; SPEKE 1.0 need not say one.
    private Optional<Scheme> scheme(Map<KeyId, XmlElement> keys) throws Refusing {
        var words = new HashSet<String>();
        for (XmlElement key : keys.values()) {
            String word = key.attribute("commonEncryptionScheme").orElse("");
            if (word.isEmpty() && !version.isFirst()) {
                throw badKey("Missing ContentKey@commonEncryptionScheme for KID "
                        + key.attribute("kid").orElseThrow());
            }
            if (!word.isEmpty()) words.add(word);
        }
        if (words.size() > 1) throw badKey("Non compliant ContentKey@commonEncryptionScheme combination");
        if (words.isEmpty()) return Optional.empty();
        Optional<Scheme> scheme = Scheme.named(words.iterator().next());
        boolean known =
                scheme.filter(one -> version == Version.V2_1 || !isOfHls(one)).isPresent();
        if (!known) throw badKey("Unsupported ContentKey@commonEncryptionScheme");
        return scheme;
    }

    private static boolean isOfHls(Scheme scheme) {
        return scheme.common().filter(scheme::equals).isEmpty();
    }

    private static Scheme usual(Set<ProtectionSystem> systems) {
        if (systems.contains(ProtectionSystem.FAIRPLAY)) return Scheme.CBCS;
        boolean segments = systems.stream().allMatch(RequestReader::isOfSegments);
        return segments ? Scheme.AES_128 : Scheme.CENC;
    }

    static boolean isOfSegments(ProtectionSystem system) {
        return system == ProtectionSystem.AES_128 || system == ProtectionSystem.AES_128_V1;
    }

    private Set<ProtectionSystem> systems(Set<KeyId> kids, Optional<Scheme> scheme) throws Refusing {
        List<XmlElement> elements =
                root.first(Names.CPIX, "DRMSystemList").orElseThrow().all(Names.CPIX, "DRMSystem");
        if (elements.isEmpty()) throw new Refusing(Rule.CPIX_LISTS, "The DRMSystemList is empty");
        if (elements.size() > MOST_SYSTEMS) throw badSystem("The document has more than 256 DRMSystem elements");
        var seen = new HashSet<SystemOfKey>();
        for (XmlElement element : elements) {
            SystemOfKey one = systemOfKey(element, kids);
            if (!seen.add(one)) throw badSystem("Two DRMSystem elements have the same kid and systemId");
            if (scheme.isPresent() && !plays(one.system(), scheme.get())) {
                throw badSystem("ContentKey@commonEncryptionScheme non compatible with DRMSystem "
                        + element.attribute("systemId").orElseThrow());
            }
        }
        return seen.stream().map(SystemOfKey::system).collect(Collectors.toSet());
    }

    /// What one element DRMSystem asks for.
    private record SystemOfKey(KeyId kid, ProtectionSystem system) {}

    private static SystemOfKey systemOfKey(XmlElement element, Set<KeyId> kids) throws Refusing {
        KeyId kid = CpixKeys.kid(element.attribute("kid").orElse(""))
                .filter(kids::contains)
                .orElseThrow(() -> badSystem("A DRMSystem@kid names no ContentKey"));
        return new SystemOfKey(kid, system(element));
    }

    private static ProtectionSystem system(XmlElement element) throws Refusing {
        return ProtectionSystem.withId(element.attribute("systemId").orElse(""))
                .orElseThrow(() -> badSystem("A DRMSystem@systemId is missing or of a system that is not supported"));
    }

    /// SPEKE 1.0 has systems of several schemes in one document.
    private boolean plays(ProtectionSystem system, Scheme scheme) {
        return system.plays(scheme) || version.isFirst() && isOfSegments(system);
    }

    private Map<KeyId, Use> uses(Set<KeyId> kids) throws Refusing {
        var contract = new ContractRules(Periods.of(root));
        return version.isFirst() ? contract.readFirst(root) : contract.read(root, kids);
    }

    private static List<KeyOrder> orders(Map<KeyId, XmlElement> keys, Map<KeyId, Use> uses) throws Refusing {
        var orders = new ArrayList<KeyOrder>();
        for (var key : keys.entrySet()) {
            Use use = uses.getOrDefault(key.getKey(), new Use("", TrackType.HD, Period.ALWAYS));
            orders.add(new KeyOrder(key.getKey(), use.track(), use.type(), use.period(), iv(key.getValue())));
        }
        return orders;
    }

    private static KeyOrders orders(
            String contentId, Optional<Scheme> scheme, Set<ProtectionSystem> systems, List<KeyOrder> orders)
            throws Refusing {
        try {
            return new KeyOrders(contentId, scheme, systems, orders);
        } catch (IllegalArgumentException bad) {
            throw new Refusing(Rule.CPIX_CONTENT, Thrown.words(bad));
        }
    }

    private static Refusing badKey(String sentence) {
        return new Refusing(Rule.CPIX_KEYS, sentence);
    }

    private static Refusing badSystem(String sentence) {
        return new Refusing(Rule.CPIX_SYSTEMS, sentence);
    }
}
