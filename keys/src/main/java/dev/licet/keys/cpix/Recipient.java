package dev.licet.keys.cpix;

import dev.licet.crypto.RecipientCertificate;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.domain.Rule;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.XmlElement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Somebody whom the keys of a document are encrypted to (reference: speke-cpix.md 9.1).
///
/// @param place the `DeliveryData` element that names it
/// @param key   its public key, 2048 bits or more
public record Recipient(XmlElement place, RsaPublicKey key) {
    /// The most of one document.
    public static final int MOST = 8;

    /// All recipients that a document names; none when it wants its keys in clear.
    public static List<Recipient> of(XmlElement root) throws Refusing {
        Optional<XmlElement> list = root.first(Names.CPIX, "DeliveryDataList");
        if (list.isEmpty()) return List.of();
        List<XmlElement> places = list.get().all(Names.CPIX, "DeliveryData");
        if (places.isEmpty()) throw refusing("DeliveryDataList names no recipient");
        if (places.size() > MOST) throw refusing("The document has more than 8 recipients");
        var recipients = new ArrayList<Recipient>();
        for (XmlElement place : places) recipients.add(new Recipient(place, key(place)));
        return recipients;
    }

    private static RsaPublicKey key(XmlElement place) throws Refusing {
        return place.first(Names.CPIX, "DeliveryKey")
                .flatMap(key -> key.first(Names.DS, "X509Data"))
                .flatMap(data -> data.first(Names.DS, "X509Certificate"))
                .flatMap(certificate -> der(certificate.text()))
                .flatMap(RecipientCertificate::read)
                .orElseThrow(() -> refusing("A DeliveryKey must be an X.509 certificate with an RSA key of 2048 bits or"
                        + " more and the exponent 65537, not signed with SHA-1"));
    }

    private static Optional<byte[]> der(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Refusing refusing(String sentence) {
        return new Refusing(Rule.RECIPIENTS, sentence);
    }
}
