package dev.licet.keys.cpix;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Rule;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.XmlElement;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
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

    /// What opens the keys of one document.
    private record Opened(SecretBytes documentKey, SecretBytes macKey) {}

    /// The keys by their ids, in the order of the document.
    public Map<KeyId, SecretBytes> read(XmlElement root) throws Refusing {
        Optional<Opened> opened = opened(root);
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

    private Optional<Opened> opened(XmlElement root) throws Refusing {
        if (recipient.isEmpty()) return Optional.empty();
        var places = root.first(Names.CPIX, "DeliveryDataList")
                .map(list -> list.all(Names.CPIX, "DeliveryData"))
                .orElse(List.of());
        if (places.isEmpty()) return Optional.empty();
        for (XmlElement place : places) {
            Optional<Opened> opened = opened(place, recipient.get());
            if (opened.isPresent()) return opened;
        }
        throw new Refusing(Rule.RECIPIENTS, "The document is encrypted to somebody else");
    }

    private static Optional<Opened> opened(XmlElement place, RsaPrivateKey key) {
        Optional<SecretBytes> documentKey = place.first(Names.CPIX, "DocumentKey")
                .flatMap(element -> element.first(Names.CPIX, "Data"))
                .flatMap(data -> data.first(Names.PSKC, "Secret"))
                .flatMap(secret -> secret.first(Names.PSKC, "EncryptedValue"))
                .flatMap(value -> unwrapped(value, key));
        Optional<SecretBytes> macKey = place.first(Names.CPIX, "MACMethod")
                .flatMap(method -> method.first(Names.CPIX, "Key"))
                .map(element -> element.first(Names.PSKC, "EncryptedValue").orElse(element))
                .flatMap(value -> unwrapped(value, key));
        return documentKey
                .filter(secret -> secret.length() == Aes.KEY_256_BYTES)
                .flatMap(secret -> macKey.map(mac -> new Opened(secret, mac)));
    }

    private static Optional<SecretBytes> unwrapped(XmlElement value, RsaPrivateKey key) {
        return cipher(value).flatMap(cipher -> Rsa.decryptOaep(Rsa.Oaep.SHA1, key, cipher));
    }

    private static Optional<byte[]> cipher(XmlElement value) {
        return value.first(Names.ENC, "CipherData")
                .flatMap(data -> data.first(Names.ENC, "CipherValue"))
                .flatMap(text -> base64(text.text()));
    }

    private static SecretBytes value(XmlElement key, Optional<Opened> opened) throws Refusing {
        XmlElement secret = key.first(Names.CPIX, "Data")
                .flatMap(data -> data.first(Names.PSKC, "Secret"))
                .orElseThrow(() -> refusing("A ContentKey has no value"));
        Optional<XmlElement> plain = secret.first(Names.PSKC, "PlainValue");
        if (plain.isPresent()) return sized(base64(plain.get().text()).map(SecretBytes::taking));
        if (opened.isEmpty()) throw new Refusing(Rule.RECIPIENTS, "The keys of the document are encrypted");
        return sized(decrypted(secret, opened.get()));
    }

    private static SecretBytes sized(Optional<SecretBytes> value) throws Refusing {
        return value.filter(bytes -> bytes.length() == KeyGrant.KEY_BYTES)
                .orElseThrow(() -> refusing("A ContentKey is not 16 bytes in base64, or does not open"));
    }

    /// The MAC comes first.
    private static Optional<SecretBytes> decrypted(XmlElement secret, Opened opened) {
        Optional<byte[]> cipher = secret.first(Names.PSKC, "EncryptedValue").flatMap(CpixKeys::cipher);
        Optional<byte[]> mac = secret.first(Names.PSKC, "ValueMAC").flatMap(text -> base64(text.text()));
        boolean genuine = cipher.isPresent()
                && mac.isPresent()
                && cipher.get().length > Aes.BLOCK_BYTES
                && MessageDigest.isEqual(mac.get(), Hmac.sha512(opened.macKey(), cipher.get()));
        if (!genuine) return Optional.empty();
        byte[] all = cipher.get();
        return Aes.cbc256DecryptPadded(
                opened.documentKey(),
                Arrays.copyOf(all, Aes.BLOCK_BYTES),
                Arrays.copyOfRange(all, Aes.BLOCK_BYTES, all.length));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Refusing refusing(String sentence) {
        return new Refusing(Rule.CPIX_KEYS, sentence);
    }
}
