package dev.licet.keys.speke;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.TrackRule;
import dev.licet.keys.Signalling;
import dev.licet.keys.TrackRuleWords;
import dev.licet.keys.cpix.CpixKeys;
import dev.licet.keys.cpix.Delivery;
import dev.licet.keys.cpix.Names;
import dev.licet.keys.xml.Scope;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlNode;
import dev.licet.keys.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Fills the gaps of a document; order and prefixes stay as they are.
final class AnswerWriter {
    private final SpekeRequest request;
    private final Map<KeyId, ServedKey> keys = new HashMap<>();
    private final PackagingOptions options;
    private final Signalling.Setting setting;
    private final Delivery delivery;

    AnswerWriter(
            SpekeRequest request,
            List<ServedKey> keys,
            PackagingOptions options,
            Signalling.Setting setting,
            Delivery delivery) {
        this.request = request;
        this.options = options;
        this.setting = setting;
        this.delivery = delivery;
        for (ServedKey key : keys) this.keys.put(key.key().kid(), key);
    }

    byte[] document() {
        Scope scope = Scope.of(request.root());
        XmlElement filled = request.root()
                .mapped(Names.CPIX, "DeliveryDataList", list -> delivery.delivered(scope, list))
                .mapped(Names.CPIX, "ContentKeyList", list -> keys(scope.inside(list), list))
                .mapped(Names.CPIX, "DRMSystemList", list -> list.mapped(Names.CPIX, "DRMSystem", this::system));
        return XmlWriter.document(request.version().isFirst() ? filled : filled.without("id"));
    }

    private XmlElement keys(Scope scope, XmlElement list) {
        return list.mapped(Names.CPIX, "ContentKey", key -> key(scope.inside(key), key));
    }

    private XmlElement key(Scope scope, XmlElement element) {
        ServedKey key = served(element);
        XmlElement filled = filled(scope, element, key);
        boolean wantsIv =
                element.attribute("explicitIV").filter(iv -> !iv.isEmpty()).isEmpty()
                        && request.orders().systems().contains(ProtectionSystem.FAIRPLAY);
        return wantsIv ? filled.with("explicitIV", base64(key.iv())) : filled;
    }

    private ServedKey served(XmlElement element) {
        KeyId kid = CpixKeys.kid(element.attribute("kid").orElseThrow()).orElseThrow();
        return Objects.requireNonNull(keys.get(kid));
    }

    /// The value stands where its gap was, or at the end; what HDCP demands stands before it.
    private XmlElement filled(Scope scope, XmlElement element, ServedKey key) {
        var children = new ArrayList<XmlNode>();
        boolean done = false;
        for (XmlNode node : element.children()) {
            boolean gap = node instanceof XmlElement child
                    && (child.is(Names.CPIX, "Data") || child.is(Names.CPIX, "HDCPData"));
            if (!gap) children.add(node);
            else if (!done) done = children.addAll(values(scope, key));
        }
        if (!done) children.addAll(values(scope, key));
        return element.withChildren(children);
    }

    private List<XmlElement> values(Scope scope, ServedKey key) {
        XmlElement data = delivery.data(scope, key.value());
        return request.version() == Version.V2_1 ? List.of(hdcp(scope, rule(key)), data) : List.of(data);
    }

    private TrackRule rule(ServedKey key) {
        return options.tracks().of(key.key().type());
    }

    private static XmlElement hdcp(Scope scope, TrackRule rule) {
        XmlElement hdcp =
                scope.element(Names.CPIX, "cpix", "HDCPData").with("HLSHDCPLevel", TrackRuleWords.hlsHdcpLevel(rule));
        return TrackRuleWords.outputProtection(rule)
                .map(text -> hdcp.withChildren(List.of(scope.inside(hdcp)
                        .element(Names.CPIX, "cpix", "HDCPOutputProtectionData")
                        .withText(base64(text)))))
                .orElse(hdcp);
    }

    private XmlElement system(XmlElement element) {
        ServedKey key = served(element);
        var system = ProtectionSystem.withId(element.attribute("systemId").orElseThrow())
                .orElseThrow();
        var signalling = new Signalling(system, scheme(system), key, setting);
        XmlElement filled = element.mapped(child -> child(child, system, signalling, rule(key)));
        if (request.version() != Version.V2_1) return filled;
        return TrackRuleWords.allowedCpc(system, rule(key))
                .filter(cpc -> element.first(Names.CPIX, "HLSSignalingData").isPresent())
                .map(cpc -> filled.with("HLSAllowedCPC", cpc))
                .orElse(filled);
    }

    private Scheme scheme(ProtectionSystem system) {
        boolean segments = system == ProtectionSystem.AES_128 || system == ProtectionSystem.AES_128_V1;
        return segments ? Scheme.AES_128 : request.scheme();
    }

    /// A gap that the system has nothing for is dropped (reference: speke-cpix.md 6 and 7).
    private Optional<XmlElement> child(
            XmlElement child, ProtectionSystem system, Signalling signalling, TrackRule rule) {
        if (child.namespace().equals(Names.SPEKE)) return ofFirst(child, system, signalling);
        if (!child.namespace().equals(Names.CPIX)) return Optional.of(child);
        return switch (child.name()) {
            case "PSSH" -> signalling.pssh().map(AnswerWriter::base64).map(child::withText);
            case "ContentProtectionData" ->
                signalling.contentProtection().map(text -> robust(child.withText(base64(text)), system, rule));
            case "HLSSignalingData" -> line(child, signalling).map(line -> child.withText(base64(line)));
            case "SmoothStreamingProtectionHeaderData" ->
                signalling.smoothHeader().map(AnswerWriter::base64).map(child::withText);
            case "URIExtXKey" ->
                hasUri(system) ? Optional.of(child.withText(base64(signalling.uri()))) : Optional.empty();
            default -> Optional.of(child);
        };
    }

    private XmlElement robust(XmlElement data, ProtectionSystem system, TrackRule rule) {
        if (request.version() != Version.V2_1) return data;
        return TrackRuleWords.robustness(system, rule)
                .map(words -> data.with("robustness", words))
                .orElse(data);
    }

    private static Optional<String> line(XmlElement child, Signalling signalling) {
        boolean media = child.attribute("playlist").orElse("media").equals("media");
        return media ? signalling.mediaLine() : signalling.sessionLine();
    }

    private Optional<XmlElement> ofFirst(XmlElement child, ProtectionSystem system, Signalling signalling) {
        return switch (child.name()) {
            case "KeyFormat" ->
                hasUri(system) ? Optional.of(child.withText(base64(signalling.keyFormat()))) : Optional.empty();
            case "KeyFormatVersions" -> hasUri(system) ? Optional.of(child.withText(base64("1"))) : Optional.empty();
            case "ProtectionHeader" ->
                signalling.smoothHeader().map(AnswerWriter::base64).map(child::withText);
            default -> Optional.of(child);
        };
    }

    private static boolean hasUri(ProtectionSystem system) {
        return switch (system) {
            case FAIRPLAY, AES_128, AES_128_V1 -> true;
            case WIDEVINE, PLAYREADY, COMMON -> false;
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
