package dev.licet.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/// The NIST curve P-256 (FIPS 186-5): ECDSA with SHA-256, and Diffie-Hellman (SP 800-56A). Points are written
/// as their two coordinates, big-endian, 32 bytes each, without a mark in front; signatures as `r | s` in the
/// same way.
public final class P256 {
    /// Length of a point in bytes.
    public static final int POINT_BYTES = 64;
    /// Length of a signature in bytes.
    public static final int SIGNATURE_BYTES = 64;
    /// Length of a private number, of a coordinate and of an agreed secret in bytes.
    public static final int SCALAR_BYTES = 32;

    private static final String EC = "EC";
    private static final String ECDSA = "SHA256withECDSAinP1363Format";
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    /// A private number and the point that belongs to it.
    ///
    /// @param secret 32 bytes
    /// @param point  64 bytes
    public record Key(SecretBytes secret, byte[] point) {
        public Key {
            if (secret.length() != SCALAR_BYTES) throw new IllegalArgumentException("secret: must have 32 bytes");
            if (point.length != POINT_BYTES) throw new IllegalArgumentException("point: must have 64 bytes");
            point = point.clone();
        }

        @Override
        public byte[] point() {
            return point.clone();
        }
    }

    private static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance(EC);
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(EC, missing);
        }
    }

    /// A new key.
    public static Key generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(EC);
            generator.initialize(CURVE, random);
            var pair = generator.generateKeyPair();
            byte[] secret = fixed(((ECPrivateKey) pair.getPrivate()).getS());
            return new Key(SecretBytes.taking(secret), point(((ECPublicKey) pair.getPublic()).getW()));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(EC, missing);
        }
    }

    private static byte[] point(ECPoint point) {
        byte[] both = Arrays.copyOf(fixed(point.getAffineX()), POINT_BYTES);
        System.arraycopy(fixed(point.getAffineY()), 0, both, SCALAR_BYTES, SCALAR_BYTES);
        return both;
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[SCALAR_BYTES];
        int length = Math.min(bytes.length, SCALAR_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, SCALAR_BYTES - length, length);
        return fixed;
    }

    /// Signs `message`.
    /// @return 64 bytes
    public static byte[] sign(Key key, byte[] message, SecureRandom random) {
        try {
            Signature signer = Signature.getInstance(ECDSA);
            signer.initSign(privateKey(key.secret()), random);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ECDSA, missing);
        }
    }

    /// Whether `signature` over `message` was made with the key of `point`; never for what is no point of the
    /// curve.
    public static boolean verify(byte[] point, byte[] message, byte[] signature) {
        Optional<PublicKey> key = publicKey(point);
        if (key.isEmpty() || signature.length != SIGNATURE_BYTES) return false;
        try {
            Signature verifier = Signature.getInstance(ECDSA);
            verifier.initVerify(key.get());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(ECDSA, missing);
        }
    }

    /// The secret that both ends agree on: the first coordinate of the common point.
    /// @return empty for what is no point of the curve
    public static Optional<SecretBytes> agree(Key own, byte[] other) {
        Optional<PublicKey> key = publicKey(other);
        if (key.isEmpty()) return Optional.empty();
        try {
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(privateKey(own.secret()));
            agreement.doPhase(key.get(), true);
            return Optional.of(SecretBytes.taking(agreement.generateSecret()));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("ECDH", missing);
        }
    }

    private static PrivateKey privateKey(SecretBytes secret) throws GeneralSecurityException {
        return KeyFactory.getInstance(EC).generatePrivate(new ECPrivateKeySpec(new BigInteger(1, secret.raw()), CURVE));
    }

    private static Optional<PublicKey> publicKey(byte[] point) {
        if (point.length != POINT_BYTES) return Optional.empty();
        var x = new BigInteger(1, Arrays.copyOf(point, SCALAR_BYTES));
        var y = new BigInteger(1, Arrays.copyOfRange(point, SCALAR_BYTES, POINT_BYTES));
        if (!isOnCurve(x, y)) return Optional.empty();
        try {
            return Optional.of(
                    KeyFactory.getInstance(EC).generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE)));
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform(EC, missing);
        }
    }

    /// A point that is not on the curve would let whoever sends it learn the other's secret, bit by bit.
    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        var field = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        if (x.compareTo(field) >= 0 || y.compareTo(field) >= 0) return false;
        var right = x.pow(3)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB())
                .mod(field);
        return y.pow(2).mod(field).equals(right);
    }
}
