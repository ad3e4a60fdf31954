package dev.licet.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An RSA public key whose size and exponent have been checked.
///
/// A hostile key is expensive: a 3072-bit modulus with a 3072-bit exponent costs 25 ms per use. So a key outside the
/// limits never becomes an object of this class (reference: security.md T22, widevine.md 2.3).
public final class RsaPublicKey {
    /// `rsaEncryption`, RFC 8017 appendix A.1, with its NULL parameters.
    static final byte[] ALGORITHM_ID = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private static final Set<BigInteger> EXPONENTS = Set.of(BigInteger.valueOf(3), BigInteger.valueOf(65537));

    private final RSAPublicKey key;
    private volatile @Nullable PublicKey fast;

    private RsaPublicKey(RSAPublicKey key) {
        this.key = key;
    }

    /// Reads a PKCS#1 `RSAPublicKey` (RFC 8017 appendix A.1.1), the form in Widevine certificates.
    /// @return empty unless it parses, has an odd modulus of `minBits` to `maxBits` and the exponent 3 or 65537
    public static Optional<RsaPublicKey> parsePkcs1(byte[] pkcs1, int minBits, int maxBits) {
        if (pkcs1.length > maxBits / 8 + 32) return Optional.empty();
        return parseSpki(Der.element(Der.SEQUENCE, ALGORITHM_ID, Der.bitString(pkcs1)), minBits, maxBits);
    }

    private static Optional<RsaPublicKey> parseSpki(byte[] spki, int minBits, int maxBits) {
        try {
            PublicKey key = RsaEngine.runByJdk(objects ->
                    objects.keyFactories().use(factory -> factory.generatePublic(new X509EncodedKeySpec(spki))));
            return checked((RSAPublicKey) key, minBits, maxBits);
        } catch (InvalidKeySpecException notAKey) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("RSA", missing);
        }
    }

    /// Reads a `SubjectPublicKeyInfo` (RFC 5280) or PKCS#1, in DER.
    /// @return empty unless it is one of these, within the limits of [#parsePkcs1]
    public static Optional<RsaPublicKey> parse(byte[] der, int minBits, int maxBits) {
        return parseSpki(der, minBits, maxBits).or(() -> parsePkcs1(der, minBits, maxBits));
    }

    static Optional<RsaPublicKey> checked(RSAPublicKey key, int minBits, int maxBits) {
        int bits = key.getModulus().bitLength();
        boolean fits = bits >= minBits && bits <= maxBits && key.getModulus().testBit(0);
        return fits && EXPONENTS.contains(key.getPublicExponent())
                ? Optional.of(new RsaPublicKey(key))
                : Optional.empty();
    }

    /// PKCS#1 DER of this key.
    public byte[] toPkcs1() {
        return Der.element(Der.SEQUENCE, Der.integer(key.getModulus()), Der.integer(key.getPublicExponent()));
    }

    /// SubjectPublicKeyInfo DER of this key (RFC 5280 section 4.1).
    byte[] toSpki() {
        return Der.element(Der.SEQUENCE, ALGORITHM_ID, Der.bitString(toPkcs1()));
    }

    /// Size of the modulus in bits.
    public int bits() {
        return key.getModulus().bitLength();
    }

    /// Whether both are the same key.
    public boolean matches(RsaPublicKey other) {
        return key.getModulus().equals(other.key.getModulus())
                && key.getPublicExponent().equals(other.key.getPublicExponent());
    }

    RSAPublicKey jca() {
        return key;
    }

    /// In the form of the native engine, made when it is first needed.
    PublicKey fast() {
        if (fast == null) fast = RsaEngine.translated(key);
        return fast;
    }

    @Override
    public String toString() {
        return "RsaPublicKey[" + bits() + "]";
    }
}
