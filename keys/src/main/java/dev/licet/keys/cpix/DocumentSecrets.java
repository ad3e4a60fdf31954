package dev.licet.keys.cpix;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.keys.xml.XmlElement;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// The two secrets of an encrypted document, as one recipient can open them (reference: speke-cpix.md 9.1).
///
/// @param documentKey 32 bytes; the content keys are encrypted under it
/// @param macKey      authenticates each encrypted content key
record DocumentSecrets(SecretBytes documentKey, SecretBytes macKey) {
    /// What a `DeliveryData` element has for the holder of that key; empty when it is for another one.
    static Optional<DocumentSecrets> of(XmlElement place, RsaPrivateKey key) {
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
                .flatMap(secret -> macKey.map(mac -> new DocumentSecrets(secret, mac)));
    }

    private static Optional<SecretBytes> unwrapped(XmlElement value, RsaPrivateKey key) {
        return cipher(value).flatMap(cipher -> Rsa.decryptOaep(Rsa.Oaep.SHA1, key, cipher));
    }

    private static Optional<byte[]> cipher(XmlElement value) {
        return value.first(Names.ENC, "CipherData")
                .flatMap(data -> data.first(Names.ENC, "CipherValue"))
                .flatMap(text -> base64(text.text()));
    }

    /// The value of a content key. Its MAC is checked before it is decrypted.
    Optional<SecretBytes> decrypted(XmlElement secret) {
        Optional<byte[]> cipher = secret.first(Names.PSKC, "EncryptedValue").flatMap(DocumentSecrets::cipher);
        Optional<byte[]> mac = secret.first(Names.PSKC, "ValueMAC").flatMap(text -> base64(text.text()));
        boolean genuine = cipher.isPresent()
                && mac.isPresent()
                && cipher.get().length > Aes.BLOCK_BYTES
                && MessageDigest.isEqual(mac.get(), Hmac.sha512(macKey, cipher.get()));
        if (!genuine) return Optional.empty();
        byte[] all = cipher.get();
        return Aes.cbc256DecryptPadded(
                documentKey, Arrays.copyOf(all, Aes.BLOCK_BYTES), Arrays.copyOfRange(all, Aes.BLOCK_BYTES, all.length));
    }

    static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
