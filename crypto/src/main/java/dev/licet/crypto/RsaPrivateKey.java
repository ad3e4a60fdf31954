package dev.licet.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An RSA private key with its CRT values. It does not print.
public final class RsaPrivateKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

    private final RSAPrivateCrtKey key;
    private volatile @Nullable PrivateKey fast;

    private RsaPrivateKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /// Makes a new key of `bits` with the exponent 65537.
    public static RsaPrivateKey generate(int bits, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), random);
            return new RsaPrivateKey(
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("RSA", missing);
        }
    }

    /// Reads a key as operators have it in a file: PEM or DER, PKCS#1 (RFC 8017 appendix A.1.2) or PKCS#8 (RFC 5958).
    /// @return empty when it is none of these; encrypted PEM is none of these
    public static Optional<RsaPrivateKey> parse(byte[] file) {
        return fromPem(file).or(() -> fromPkcs8(file)).or(() -> fromPkcs1(file));
    }

    private static Optional<RsaPrivateKey> fromPem(byte[] file) {
        var pem = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) return Optional.empty();
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        return pem.group(1) == null ? fromPkcs8(der) : fromPkcs1(der);
    }

    private static Optional<RsaPrivateKey> fromPkcs1(byte[] pkcs1) {
        byte[] version = {Der.INTEGER, 1, 0};
        return fromPkcs8(
                Der.element(Der.SEQUENCE, version, RsaPublicKey.ALGORITHM_ID, Der.element(Der.OCTET_STRING, pkcs1)));
    }

    private static Optional<RsaPrivateKey> fromPkcs8(byte[] pkcs8) {
        try {
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return key instanceof RSAPrivateCrtKey crt ? Optional.of(new RsaPrivateKey(crt)) : Optional.empty();
        } catch (InvalidKeySpecException notAKey) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("RSA", missing);
        }
    }

    /// PKCS#8 DER, for storage under a master key.
    public SecretBytes toPkcs8() {
        return SecretBytes.taking(key.getEncoded());
    }

    /// PKCS#1 DER (`RSAPrivateKey`), the form in device files.
    public SecretBytes toPkcs1() {
        byte[] version = {Der.INTEGER, 1, 0};
        byte[][] numbers = Arrays.stream(new BigInteger[] {
                    key.getModulus(), key.getPublicExponent(), key.getPrivateExponent(), key.getPrimeP(),
                    key.getPrimeQ(), key.getPrimeExponentP(), key.getPrimeExponentQ(), key.getCrtCoefficient()
                })
                .map(Der::integer)
                .toArray(byte[][]::new);
        return SecretBytes.taking(Der.element(Der.SEQUENCE, version, Der.concat(numbers)));
    }

    /// The public half.
    public RsaPublicKey publicKey() {
        try {
            var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            var half = (java.security.interfaces.RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(spec);
            return RsaPublicKey.checked(half, 512, 16384)
                    .orElseThrow(() -> new IllegalArgumentException("the RSA exponent is neither 3 nor 65537"));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("RSA", missing);
        }
    }

    /// Size of the modulus in bits.
    public int bits() {
        return key.getModulus().bitLength();
    }

    RSAPrivateCrtKey jca() {
        return key;
    }

    /// In the form of the native engine, made when it is first needed.
    PrivateKey fast() {
        if (fast == null) fast = RsaEngine.translated(key);
        return fast;
    }

    @Override
    public String toString() {
        return "RsaPrivateKey[" + bits() + "]";
    }
}
