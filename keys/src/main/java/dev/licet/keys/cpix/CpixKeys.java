package dev.licet.keys.cpix;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Rule;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content keys of a document that somebody else made: in clear, or encrypted to a key of ours. Reads both places
/// where packagers and providers put the MAC key (reference: speke-cpix.md 9.1).
public final class CpixKeys {
    private final Optional<RsaPrivateKey> recipient;

    /// @param recipient what opens an encrypted document
    public CpixKeys(Optional<RsaPrivateKey> recipient) {
        this.recipient = recipient;
    }

    /// The keys by their ids, in the order of the document.
    public Map<KeyId, SecretBytes> read(XmlElement root) throws Refusing {
        Optional<DocumentSecrets> opened = opened(root);
        var keys = new LinkedHashMap<KeyId, SecretBytes>();
        for (XmlElement key : contentKeys(root)) {
            KeyId kid = kid(key.attribute("kid").orElse("")).orElseThrow(() -> refusing("A ContentKey has no kid"));
            if (keys.put(kid, value(key, opened)) != null) throw refusing("Two keys have the same kid");
        }
        return keys;
    }

    /// The `ContentKey` elements of a document.
    public static List<XmlElement> contentKeys(XmlElement root) throws Refusing {
        var keys = root.first(Names.CPIX, "ContentKeyList")
                .map(list -> list.all(Names.CPIX, "ContentKey"))
                .orElse(List.of());
        if (keys.isEmpty()) throw new Refusing(Rule.CPIX_LISTS, "The document has no ContentKeyList with keys");
        if (keys.size() > 64) throw refusing("The document has more than 64 keys");
        return keys;
    }

    /// A kid as CPIX writes it: a UUID with hyphens, in either case.
    public static Optional<KeyId> kid(String text) {
        boolean uuid = text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        return uuid ? KeyId.parse(text.replace("-", "")) : Optional.empty();
    }

    private Optional<DocumentSecrets> opened(XmlElement root) throws Refusing {
        if (recipient.isEmpty()) return Optional.empty();
        var places = root.first(Names.CPIX, "DeliveryDataList")
                .map(list -> list.all(Names.CPIX, "DeliveryData"))
                .orElse(List.of());
        if (places.isEmpty()) return Optional.empty();
        for (XmlElement place : places) {
            Optional<DocumentSecrets> opened = DocumentSecrets.of(place, recipient.get());
            if (opened.isPresent()) return opened;
        }
        throw new Refusing(Rule.RECIPIENTS, "The document is encrypted to somebody else");
    }

    private static SecretBytes value(XmlElement key, Optional<DocumentSecrets> opened) throws Refusing {
        XmlElement secret = key.first(Names.CPIX, "Data")
                .flatMap(data -> data.first(Names.PSKC, "Secret"))
                .orElseThrow(() -> refusing("A ContentKey has no value"));
        Optional<XmlElement> plain = secret.first(Names.PSKC, "PlainValue");
        if (plain.isPresent())
            return sized(DocumentSecrets.base64(plain.get().text()).map(SecretBytes::taking));
        if (opened.isEmpty()) throw new Refusing(Rule.RECIPIENTS, "The keys of the document are encrypted");
        return sized(opened.get().decrypted(secret));
    }

    private static SecretBytes sized(Optional<SecretBytes> value) throws Refusing {
        return value.filter(bytes -> bytes.length() == KeyGrant.KEY_BYTES)
                .orElseThrow(() -> refusing("A ContentKey is not 16 bytes in base64, or does not open"));
    }

    private static Refusing refusing(String sentence) {
        return new Refusing(Rule.CPIX_KEYS, sentence);
    }
}
