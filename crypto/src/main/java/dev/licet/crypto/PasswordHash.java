package dev.licet.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What is kept of a password: PBKDF2-HMAC-SHA-512 (RFC 8018 section 5.2), slow on purpose.
///
/// @param salt       16 bytes or more
/// @param iterations how slow
/// @param hash       32 bytes
public record PasswordHash(byte[] salt, int iterations, byte[] hash) {
    /// What new hashes take: well above the 210,000 that OWASP asks of PBKDF2-HMAC-SHA-512.
    public static final int ITERATIONS = 300_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    public PasswordHash {
        if (salt.length < SALT_BYTES) throw new IllegalArgumentException("salt: must have 16 bytes or more");
        if (iterations < 1) throw new IllegalArgumentException("iterations: must be 1 or more");
        if (hash.length != HASH_BYTES) throw new IllegalArgumentException("hash: must have 32 bytes");
        salt = salt.clone();
        hash = hash.clone();
    }

    /// The hash of a password, which is text in UTF-8, under a fresh salt. Bytes that are no text throw.
    public static PasswordHash of(SecretBytes password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = derive(password, salt, ITERATIONS)
                .orElseThrow(() -> new IllegalArgumentException("password: must be text"));
        return new PasswordHash(salt, ITERATIONS, hash);
    }

    /// Whether this is the hash of that password. It takes as long for a wrong one as for the right one.
    public boolean matches(SecretBytes password) {
        return derive(password, salt, iterations)
                .filter(derived -> SecretBytes.taking(derived).sameAs(SecretBytes.copyOf(hash)))
                .isPresent();
    }

    private static Optional<byte[]> derive(SecretBytes password, byte[] salt, int iterations) {
        return characters(password).map(text -> derive(text, salt, iterations));
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password, salt, iterations, 8 * HASH_BYTES);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ALGORITHM, missing);
        } finally {
            spec.clearPassword();
            Arrays.fill(password, '\0');
        }
    }

    private static Optional<char[]> characters(SecretBytes password) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(password.raw()));
            char[] characters = new char[text.remaining()];
            text.get(characters);
            Arrays.fill(text.array(), '\0');
            return Optional.of(characters);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    /// Does not print the hash.
    @Override
    public String toString() {
        return "PasswordHash[" + iterations + "]";
    }
}
