package dev.licet.keys.cpix;

import dev.licet.crypto.Hmac;
import dev.licet.keys.xml.Scope;
import dev.licet.keys.xml.XmlElement;
import java.util.Base64;
import java.util.List;

/// The elements of a document whose content is encrypted: the value, and the MAC over it.
final class EncryptedElements {
    private EncryptedElements() {}

    static XmlElement value(Scope scope, String algorithm, byte[] cipher) {
        XmlElement value = scope.element(Names.PSKC, "pskc", "EncryptedValue");
        return value.withChildren(encryption(scope.inside(value), algorithm, cipher));
    }

    private static List<XmlElement> encryption(Scope scope, String algorithm, byte[] cipher) {
        XmlElement method = scope.element(Names.ENC, "enc", "EncryptionMethod").with("Algorithm", algorithm);
        XmlElement data = scope.element(Names.ENC, "enc", "CipherData");
        XmlElement text =
                scope.inside(data).element(Names.ENC, "enc", "CipherValue").withText(base64(cipher));
        return List.of(method, data.withChildren(List.of(text)));
    }

    static XmlElement mac(Scope scope, DocumentSecrets all, byte[] cipher) {
        return scope.element(Names.PSKC, "pskc", "ValueMAC").withText(base64(Hmac.sha512(all.macKey(), cipher)));
    }

    static XmlElement documentKey(Scope scope, DocumentSecrets all, byte[] cipher) {
        XmlElement key = scope.element(Names.CPIX, "cpix", "DocumentKey").with("Algorithm", Names.AES_256_CBC);
        XmlElement data = scope.inside(key).element(Names.CPIX, "cpix", "Data");
        XmlElement secret = scope.inside(data).element(Names.PSKC, "pskc", "Secret");
        Scope inside = scope.inside(secret);
        var filled = secret.withChildren(List.of(value(inside, Names.RSA_OAEP, cipher), mac(inside, all, cipher)));
        return key.withChildren(List.of(data.withChildren(List.of(filled))));
    }

    static XmlElement macMethod(Scope scope, DocumentSecrets all, byte[] cipher) {
        XmlElement method = scope.element(Names.CPIX, "cpix", "MACMethod").with("Algorithm", Names.HMAC_SHA_512);
        XmlElement key = scope.inside(method).element(Names.CPIX, "cpix", "Key");
        Scope inside = scope.inside(key);
        var filled = key.withChildren(List.of(value(inside, Names.RSA_OAEP, cipher), mac(inside, all, cipher)));
        return method.withChildren(List.of(filled));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
