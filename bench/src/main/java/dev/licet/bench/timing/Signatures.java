package dev.licet.bench.timing;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.PasswordHash;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.credential.Signer;
import dev.licet.storage.dashboard.KnownBrowsers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What is compared with a tag, a signature or a hash, and what is decrypted without one.
final class Signatures {
    private static final String NAME = "owner@example.com";
    private static final String FIRST = "first byte wrong";
    private static final String LAST = "last byte wrong";

    private final SecretBytes key = SecretBytes.copyOf(Bytes.random(16));
    private final SecretBytes macKey = SecretBytes.copyOf(Bytes.random(32));
    private final byte[] iv = Bytes.random(16);
    private final byte[] message = Bytes.random(700);
    private final Signer.AesKey signer =
            new Signer.AesKey(SecretBytes.copyOf(Bytes.random(32)), SecretBytes.copyOf(Bytes.random(16)));
    private final KnownBrowsers browsers = new KnownBrowsers(macKey, InstantSource.system(), Bytes.RANDOM);

    List<Question<?>> questions() {
        return List.of(signed(), renewed(), browser(), hashed(), wrapped(), padded());
    }

    private static Question.Inputs<byte[]> ends(byte[] right) {
        return Question.Inputs.bytes(
                Bytes.many(() -> Bytes.changed(right, 0)), Bytes.many(() -> Bytes.changed(right, -1)));
    }

    private Question<?> signed() {
        return new Question<byte[]>(
                "AES signature of a packager's request",
                FIRST,
                LAST,
                ends(signer.sign(message)),
                signature -> signer.verifies(message, signature));
    }

    /// As a renewal of a Widevine license, and the MAC of a key in a CPIX document.
    private Question<?> renewed() {
        return new Question<byte[]>(
                "HMAC of a renewal",
                FIRST,
                LAST,
                ends(Hmac.sha256(macKey, message)),
                tag -> MessageDigest.isEqual(Hmac.sha256(macKey, message), tag));
    }

    private Question<?> browser() {
        byte[] mark = Base64.getUrlDecoder().decode(browsers.seal(NAME));
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var firsts = Bytes.many(() -> encoder.encodeToString(Bytes.changed(mark, 24)));
        var lasts = Bytes.many(() -> encoder.encodeToString(Bytes.changed(mark, -1)));
        return new Question<>(
                "cookie of a known browser",
                "first byte of the MAC wrong",
                "last byte of the MAC wrong",
                Question.Inputs.texts(firsts, lasts),
                text -> browsers.recognize(text, NAME));
    }

    /// The comparison behind the slow derivation, made quick.
    private Question<?> hashed() {
        var password = SecretBytes.copyOf("correct horse battery".getBytes(StandardCharsets.US_ASCII));
        byte[] salt = Bytes.random(16);
        byte[] right = derived(password, salt);
        var ends = ends(right);
        return new Question<PasswordHash>(
                "hash of a password (one iteration)",
                FIRST,
                LAST,
                new Question.Inputs<>(
                        ends.one().stream()
                                .map(hash -> new PasswordHash(salt, 1, hash))
                                .toList(),
                        ends.other().stream()
                                .map(hash -> new PasswordHash(salt, 1, hash))
                                .toList(),
                        hash -> new PasswordHash(hash.salt(), 1, hash.hash())),
                hash -> hash.matches(password));
    }

    private static byte[] derived(SecretBytes password, byte[] salt) {
        try {
            var text = password.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            var spec = new PBEKeySpec(text.toCharArray(), salt, 1, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private Question<?> wrapped() {
        byte[] ek = KeyWrap.wrap(key, SecretBytes.copyOf(Bytes.random(16)));
        return new Question<byte[]>(
                "`ek` under a `kek` (RFC 3394)", FIRST, LAST, ends(ek), bytes -> KeyWrap.unwrap(key, bytes));
    }

    private Question<?> padded() {
        byte[] sealed = Aes.cbcEncryptPadded(key, iv, Bytes.random(600));
        return new Question<byte[]>(
                "CBC with PKCS#7 padding",
                "padding right",
                "padding wrong",
                Question.Inputs.bytes(Bytes.many(() -> garbled(sealed)), Bytes.many(() -> badlyPadded(sealed))),
                bytes -> Aes.cbcDecryptUnauthenticated(key, iv, bytes));
    }

    /// The last block but one is garbled, as by whoever asks about the last; the padding stays.
    static byte[] garbled(byte[] sealed) {
        return Bytes.changed(sealed, sealed.length - 32);
    }

    /// The same, and the last byte of the padding becomes 128 or more.
    static byte[] badlyPadded(byte[] sealed) {
        byte[] changed = garbled(sealed);
        changed[sealed.length - 17] ^= (byte) 0x80;
        return changed;
    }
}
