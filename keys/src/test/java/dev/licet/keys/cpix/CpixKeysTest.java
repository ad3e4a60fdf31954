package dev.licet.keys.cpix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Pkcs12;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.keys.Given;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.MalformedXml;
import dev.licet.keys.xml.Scope;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlReader;
import dev.licet.keys.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Documents that others have made: those of DASH-IF with their certificate.
class CpixKeysTest {
    private static final RsaPrivateKey CERT1 = cert1();

    private static RsaPrivateKey cert1() {
        var password = SecretBytes.copyOf("Cert1".getBytes(StandardCharsets.UTF_8));
        var opened = assertInstanceOf(Pkcs12.Opening.Opened.class, Pkcs12.open(Given.file("Cert1.pfx"), password));
        return opened.entries().getFirst().key();
    }

    private static Map<String, String> keys(String file, Optional<RsaPrivateKey> recipient) throws Exception {
        return shown(new CpixKeys(recipient).read(XmlReader.read(Given.file(file))));
    }

    private static Map<String, String> shown(Map<KeyId, SecretBytes> keys) {
        var shown = new LinkedHashMap<String, String>();
        keys.forEach((kid, value) -> shown.put(kid.hex(), value.expose(HexFormat.of()::formatHex)));
        return shown;
    }

    @Test
    void clear_keys_are_read() throws Exception {
        var keys = keys("ClearContentKeysOnly.xml", Optional.empty());
        assertEquals(4, keys.size());
        assertEquals("80fc6dd0f330ac73384dd8f07509a185", keys.get("40d02dd161a34787a155572325d47b80"));
    }

    @Test
    void the_four_encrypted_keys_open_with_their_certificate() throws Exception {
        var keys = keys("EncryptedContentKeys.xml", Optional.of(CERT1));
        // As openssl decrypts them.
        assertEquals(
                Map.of(
                        "bd5adf51cf04410faac3ec63a69e929e", "deb5a81d86ac42e6cee876c91ab1ad2f",
                        "d292042987ab41e6a4c5a8c836b6312e", "3b9c3d15d662c2640ae2e217cc0ce269",
                        "e17ba4b8faff4d30bcba7485e3f2e884", "0b0bbfde148105143b4aeac17590f9a3",
                        "0ae6b9ad92d24ebe882b1d07dee70715", "141ebf11c93d63d497cba6d8f1453f33"),
                keys);
        assertThrows(Refusing.class, () -> keys("EncryptedContentKeys.xml", Optional.empty()));
    }

    @Test
    void a_wrong_mac_is_refused() {
        assertThrows(Refusing.class, () -> keys("Invalid_WrongMac.xml", Optional.of(CERT1)));
    }

    @Test
    void a_document_without_keys_is_refused() {
        assertThrows(Refusing.class, () -> keys("EmptyDocument.xml", Optional.empty()));
    }

    @Test
    void what_we_encrypt_to_that_certificate_opens_again_and_no_byte_of_it_can_change() throws Exception {
        var recipients = Recipient.of(XmlReader.read(Given.file("EncryptedContentKeys.xml")));
        XmlElement answer = encrypted(new Delivery(recipients, new SecureRandom()));
        assertEquals(
                Map.of(Given.KID.hex(), "5438b719bf47a2f5678237477db2f9e6"),
                shown(new CpixKeys(Optional.of(CERT1)).read(answer)));
        String text = new String(XmlWriter.document(answer), StandardCharsets.UTF_8);
        assertTrue(!text.contains("PlainValue"));
        int from = text.lastIndexOf("CipherValue>", text.lastIndexOf("</"));
        from = text.lastIndexOf("<", from - 70);
        for (int at = text.indexOf('>', from) + 1; text.charAt(at) != '<'; at++) assertChangeIsNoticed(text, at);
    }

    /// In the last encrypted value.
    private static void assertChangeIsNoticed(String text, int at) throws MalformedXml {
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        String changed = text.substring(0, at) + other + text.substring(at + 1);
        XmlElement root = XmlReader.read(changed.getBytes(StandardCharsets.UTF_8));
        assertThrows(Refusing.class, () -> new CpixKeys(Optional.of(CERT1)).read(root));
    }

    /// The document of the vector with our own key in it.
    private static XmlElement encrypted(Delivery delivery) throws MalformedXml {
        XmlElement root = XmlReader.read(Given.file("EncryptedContentKeys.xml"));
        var scope = Scope.of(root);
        return root.mapped(Names.CPIX, "DeliveryDataList", list -> delivery.delivered(scope, list))
                .mapped(
                        Names.CPIX,
                        "ContentKeyList",
                        list -> list.withChildren(List.of(
                                scope.element(Names.CPIX, "cpix", "ContentKey", delivery.data(scope, Given.VALUE))
                                        .with("kid", "fd1a706a-c2b3-6002-888f-6d4a414333c3"))));
    }

    @Test
    void every_truncation_is_read_or_refused() {
        byte[] good = Given.file("ClearContentKeysOnly.xml");
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(MalformedXml.class, () -> XmlReader.read(cut));
        }
    }

    @Test
    void every_flipped_bit_is_read_or_refused() {
        byte[] good = Given.file("ClearContentKeysOnly.xml");
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(flipped);
        }
    }

    private static void readOrRefuse(byte[] document) {
        try {
            new CpixKeys(Optional.empty()).read(XmlReader.read(document));
        } catch (MalformedXml | Refusing theOnlyExceptionsAllowed) {
            return;
        }
    }
}
