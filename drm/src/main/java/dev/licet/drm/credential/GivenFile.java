package dev.licet.drm.credential;

import dev.licet.crypto.Pkcs12;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file as operators have it: binary, PEM, or base64 text. It does not print its bytes.
///
/// @param name  what messages call it
/// @param bytes what is in it
public record GivenFile(String name, byte[] bytes) {
    private static final Pattern PEM_BLOCK = Pattern.compile("-----BEGIN [^-]+-----([^-]+)-----END [^-]+-----");
    private static final int ASK_BYTES = 16;

    /// What the file means: the bytes of its PEM blocks one after the other, its base64 decoded, or itself.
    public byte[] decoded() throws BadCredential {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (isPem()) return pem(text);
        return text.matches("[A-Za-z0-9+/\\s]+=*") ? base64(text) : bytes;
    }

    private boolean isPem() {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    private byte[] pem(String text) throws BadCredential {
        var all = new ByteArrayOutputStream();
        Matcher blocks = PEM_BLOCK.matcher(text);
        while (blocks.find()) all.writeBytes(base64(blocks.group(1)));
        return all.toByteArray();
    }

    private byte[] base64(String text) throws BadCredential {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException broken) {
            throw new BadCredential(name + " looks like base64 and is broken");
        }
    }

    /// An RSA private key.
    public RsaPrivateKey privateKey() throws BadCredential {
        var key = RsaPrivateKey.parse(bytes);
        if (key.isEmpty()) key = RsaPrivateKey.parse(decoded());
        return key.orElseThrow(() -> new BadCredential(
                name + " is no RSA private key (PEM, DER or base64, PKCS#1 or PKCS#8, not encrypted)"));
    }

    /// An RSA public key, also where the file holds the private one.
    public RsaPublicKey publicKey(int leastBits, int mostBits) throws BadCredential {
        byte[] der = isPem() ? decoded() : bytes;
        return RsaPublicKey.parse(der, leastBits, mostBits)
                .or(() -> RsaPrivateKey.parse(der)
                        .map(RsaPrivateKey::publicKey)
                        .filter(half -> half.bits() >= leastBits && half.bits() <= mostBits))
                .orElseThrow(() -> new BadCredential(name + " is no RSA key of " + leastBits + " to " + mostBits
                        + " bits (PEM or DER, public or private, not encrypted)"));
    }

    /// The RSA keys of a PKCS#12 file with their certificates, smaller keys first, as in Apple's bundles.
    public List<Pkcs12.Entry> chest(SecretBytes password) throws BadCredential {
        List<Pkcs12.Entry> entries = opened(password);
        if (entries.isEmpty()) throw new BadCredential(name + " has no RSA key with a certificate in it");
        return entries.stream()
                .sorted(Comparator.comparing(entry -> entry.key().publicKey().bits()))
                .toList();
    }

    private List<Pkcs12.Entry> opened(SecretBytes password) throws BadCredential {
        return switch (Pkcs12.open(bytes, password)) {
            case Pkcs12.Opening.Opened(List<Pkcs12.Entry> entries) -> entries;
            case Pkcs12.Opening.Closed() ->
                throw new BadCredential(name + " is no PKCS#12 file, or the password is wrong");
            case Pkcs12.Opening.TooSlow(BigInteger rounds, int entries) ->
                throw new BadCredential(name
                        + " asks for %,d rounds of hashing in %d locked entries; at most %,d in %d are done: write it"
                                .formatted(rounds, entries, Pkcs12.MOST_ROUNDS, Pkcs12.MOST_ENTRIES)
                        + " again with fewer, such as openssl pkcs12 -export -iter 100000");
        };
    }

    /// Apple's 16-byte application secret key: 32 hexadecimal digits, or raw.
    public SecretBytes ask() throws BadCredential {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        boolean hex = text.length() == 2 * ASK_BYTES && text.chars().allMatch(HexFormat::isHexDigit);
        if (!hex && bytes.length != ASK_BYTES) {
            throw new BadCredential(name + " is no ASk: it must have 32 hexadecimal digits or 16 bytes");
        }
        SecretBytes ask = hex ? SecretBytes.parseHex(text) : SecretBytes.copyOf(bytes);
        if (ask.isAllZero()) throw new BadCredential(name + " is no ASk: all its bytes are zero");
        return ask;
    }

    /// A secret of so many bytes: hexadecimal digits, or raw. Digits are never taken for bytes: those of a 16-byte IV
    /// would pass for a 32-byte key.
    ///
    /// @param what what it should be, for messages
    public SecretBytes secret(String what, int length) throws BadCredential {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        boolean hex = text.chars().allMatch(HexFormat::isHexDigit);
        if (hex && text.length() == 2 * length) return SecretBytes.parseHex(text);
        if (!hex && bytes.length == length) return SecretBytes.copyOf(bytes);
        throw new BadCredential("%s is no %s: it must have %d hexadecimal digits or %d bytes"
                .formatted(name, what, 2 * length, length));
    }

    @Override
    public String toString() {
        return name;
    }
}
