package dev.licet.keys.cpix;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.keys.xml.Scope;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlNode;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// How the keys of one document are written: in clear, or encrypted under a document key that each recipient gets
/// (reference: speke-cpix.md 9.1).
public final class Delivery {
    private static final int DOCUMENT_KEY_BYTES = 32;
    private static final int MAC_KEY_BYTES = 64;

    private final List<Recipient> recipients;
    private final Optional<DocumentSecrets> secrets;
    private final SecureRandom random;

    /// @param recipients none for keys in clear
    public Delivery(List<Recipient> recipients, SecureRandom random) {
        this.recipients = List.copyOf(recipients);
        this.random = random;
        this.secrets = recipients.isEmpty()
                ? Optional.empty()
                : Optional.of(new DocumentSecrets(
                        SecretBytes.random(random, DOCUMENT_KEY_BYTES), SecretBytes.random(random, MAC_KEY_BYTES)));
    }

    /// A content key as the `Data` element of its `ContentKey`.
    ///
    /// @param scope inside the `ContentKey`
    public XmlElement data(Scope scope, SecretBytes value) {
        return secrets.map(all -> scope.element(Names.CPIX, "cpix", "Data", encrypted(scope, all, value)))
                .orElseGet(() -> clear(scope, value));
    }

    /// A content key in clear, as a `Data` element.
    static XmlElement clear(Scope scope, SecretBytes value) {
        return scope.element(Names.CPIX, "cpix", "Data", clearSecret(scope, value));
    }

    private static XmlElement clearSecret(Scope scope, SecretBytes value) {
        XmlElement secret = scope.element(Names.PSKC, "pskc", "Secret");
        Scope inside = scope.inside(secret);
        String text = value.expose(Base64.getEncoder()::encodeToString);
        return secret.withChildren(
                List.of(inside.element(Names.PSKC, "pskc", "PlainValue").withText(text)));
    }

    private XmlElement encrypted(Scope scope, DocumentSecrets all, SecretBytes value) {
        byte[] iv = new byte[Aes.BLOCK_BYTES];
        random.nextBytes(iv);
        byte[] cipher = joined(iv, value.expose(bytes -> Aes.cbc256EncryptPadded(all.documentKey(), iv, bytes)));
        XmlElement secret = scope.element(Names.PSKC, "pskc", "Secret");
        Scope inside = scope.inside(secret);
        return secret.withChildren(List.of(
                EncryptedElements.value(inside, Names.AES_256_CBC, cipher),
                EncryptedElements.mac(inside, all, cipher)));
    }

    private static byte[] joined(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    /// The list of recipients with what each needs to open the document.
    ///
    /// @param scope inside the root
    public XmlElement delivered(Scope scope, XmlElement list) {
        var at = new int[] {0};
        Scope inside = scope.inside(list);
        return list.mapped(Names.CPIX, "DeliveryData", place -> filled(inside.inside(place), place, at[0]++));
    }

    private XmlElement filled(Scope scope, XmlElement place, int number) {
        RsaPublicKey key = recipients.get(number).key();
        DocumentSecrets all = secrets.orElseThrow();
        var secret = List.of(
                EncryptedElements.documentKey(scope, all, wrapped(key, all.documentKey())),
                EncryptedElements.macMethod(scope, all, wrapped(key, all.macKey())));
        var children = new ArrayList<XmlNode>();
        for (XmlNode node : place.children()) {
            if (isGap(node)) continue;
            children.add(node);
            if (node instanceof XmlElement element && element.is(Names.CPIX, "DeliveryKey")) children.addAll(secret);
        }
        return place.withChildren(children);
    }

    /// The schema has both right behind the certificate, before what people say of a recipient.
    private static boolean isGap(XmlNode node) {
        return node instanceof XmlElement element
                && (element.is(Names.CPIX, "DocumentKey") || element.is(Names.CPIX, "MACMethod"));
    }

    private byte[] wrapped(RsaPublicKey key, SecretBytes secret) {
        return Rsa.encryptOaep(Rsa.Oaep.SHA1, key, secret, random);
    }
}
