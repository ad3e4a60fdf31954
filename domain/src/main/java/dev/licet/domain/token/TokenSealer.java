package dev.licet.domain.token;

import dev.licet.crypto.Aead;
import dev.licet.crypto.Hkdf;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Seals tokens into text and opens them again. No look-up is needed to open one.
///
/// A token is `version 1 | sealing key id 4 | salt 16 | ciphertext | tag 16` in base64url without padding. The
/// first 21 bytes are clear and authenticated. Key and nonce of the AES-256-GCM are derived for this one token from
/// the sealing key, the random salt, the environment and the DRM system. So a nonce cannot repeat under one key
/// before two salts of 128 bits collide (2^48 tokens: a chance of 2^-33), and a token of another environment or
/// system fails in its tag exactly like a forged one: same answer, same work.
public final class TokenSealer {
    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int HEADER_BYTES = 1 + 4 + SALT_BYTES;
    private static final int LONGEST_TEXT = 16 * 1024;

    private final SealingKeys keys;
    private final SecureRandom random;
    /// Takes the place of a key that does not exist, so that an unknown key id costs the same work as a bad tag.
    private final SecretBytes nobodysKey;

    /// @param random for salts
    public TokenSealer(SealingKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
        this.nobodysKey = SecretBytes.random(random, SealingKey.BYTES);
    }

    /// The same with the sealing keys that are in memory, so that opening waits for nothing. A token under a key
    /// that is not there does not open.
    public TokenSealer remembering() {
        return new TokenSealer(keys.inMemory(), random);
    }

    /// The text form of `token`, URL-safe, sealed under the newest key.
    public String seal(Token token) {
        SealingKey key = keys.newest();
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] header = header(key.id(), salt);
        byte[] plain = ByteForm.write(token);
        Material material = Material.derive(key.key(), salt, token.environment(), token.drm());
        byte[] sealed = Aead.seal(material.key(), material.nonce(), header, plain);
        Arrays.fill(plain, (byte) 0);
        byte[] whole = ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private static byte[] header(int keyId, byte[] salt) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(VERSION)
                .putInt(keyId)
                .put(salt)
                .array();
    }

    /// Opens a token that was sealed for `environment` and `drm`. Whether it has expired is not looked at.
    /// @return empty for anything else, whatever is wrong with it
    public Optional<Token> open(String text, Environment environment, Drm drm) {
        return decode(text).flatMap(bytes -> open(bytes, environment, drm));
    }

    /// Opens a token of any environment and DRM system by trying each. For callers who have authenticated
    /// themselves, never for redemptions.
    public Optional<Token> openAnywhere(String text) {
        for (Environment environment : Environment.values()) {
            for (Drm drm : Drm.values()) {
                Optional<Token> token = open(text, environment, drm);
                if (token.isPresent()) return token;
            }
        }
        return Optional.empty();
    }

    private Optional<Token> open(byte[] bytes, Environment environment, Drm drm) {
        byte[] header = Arrays.copyOf(bytes, HEADER_BYTES);
        ByteBuffer clear = ByteBuffer.wrap(header);
        boolean known = clear.get() == VERSION;
        Optional<SealingKey> key = keys.find(clear.getInt());
        byte[] salt = Arrays.copyOfRange(header, HEADER_BYTES - SALT_BYTES, HEADER_BYTES);
        Material material = Material.derive(key.map(SealingKey::key).orElse(nobodysKey), salt, environment, drm);
        byte[] sealed = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
        Optional<byte[]> plain = Aead.open(material.key(), material.nonce(), header, sealed);
        return known && key.isPresent() ? plain.map(TokenSealer::read) : Optional.empty();
    }

    private static Token read(byte[] plain) {
        Token token = ByteForm.read(plain);
        Arrays.fill(plain, (byte) 0);
        return token;
    }

    /// Only the one spelling that [#seal] makes: base64 that decodes to the same bytes from another text (a changed
    /// last character, padding) is a changed token.
    private static Optional<byte[]> decode(String text) {
        if (text.length() > LONGEST_TEXT) return Optional.empty();
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(text);
            return canonical && bytes.length > HEADER_BYTES ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private record Material(SecretBytes key, byte[] nonce) {
        static Material derive(SecretBytes sealingKey, byte[] salt, Environment environment, Drm drm) {
            String purpose = "licet token 1/" + environment.word() + "/" + drm.word();
            SecretBytes both = Hkdf.derive(
                    sealingKey, salt, purpose.getBytes(StandardCharsets.US_ASCII), Aead.KEY_BYTES + Aead.NONCE_BYTES);
            byte[] nonce = both.expose(bytes -> Arrays.copyOfRange(bytes, Aead.KEY_BYTES, bytes.length));
            return new Material(both.slice(0, Aead.KEY_BYTES), nonce);
        }
    }
}
