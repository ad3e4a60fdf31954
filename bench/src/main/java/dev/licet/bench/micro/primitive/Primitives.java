package dev.licet.bench.micro.primitive;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Cmac;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// The cryptographic operations that a license takes, without what is around them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Primitives {
    /// Of key derivation: four halves of MAC keys and one encryption key.
    private static final int CMACS = 5;

    private final SecureRandom random = new SecureRandom();
    private final RsaPrivateKey large = RsaPrivateKey.generate(2048, random);
    private final RsaPrivateKey small = RsaPrivateKey.generate(1024, random);
    private final RsaPublicKey key = large.publicKey();
    private final byte[] request = bytes(1500);
    private final byte[] certificate = bytes(600);
    private final byte[] overRequest = Rsa.signPss(large, request, random);
    private final byte[] overCertificate = Rsa.signPss(large, certificate, random);
    private final SecretBytes session = SecretBytes.random(random, 16);
    private final SecretBytes mac = SecretBytes.random(random, 32);
    private final byte[] iv = bytes(16);
    private final byte[] license = bytes(400);
    private final byte[] forLarge = Rsa.encryptOaep(Rsa.Oaep.SHA1, key, session, random);
    private final byte[] forSmall = Rsa.encryptOaep(Rsa.Oaep.SHA1, small.publicKey(), session, random);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// The signatures of device and model, the session key for the device, the keys of the session, two sealed
    /// keys, the signature of the license.
    ///
    /// @param made takes what comes of each
    public void plainWidevineLicense(Consumer<Object> made) {
        made.accept(Rsa.verifyPss(key, certificate, overCertificate));
        made.accept(Rsa.verifyPss(key, request, overRequest));
        made.accept(Rsa.encryptOaep(Rsa.Oaep.SHA1, key, session, random));
        for (int i = 0; i < CMACS; i++) made.accept(Cmac.aes(session, request));
        made.accept(Aes.cbcEncryptPadded(session, iv, iv));
        made.accept(Hmac.sha256(mac, license));
    }

    @Benchmark
    public void plainWidevineLicense(Blackhole hole) {
        plainWidevineLicense(hole::consume);
    }

    @Benchmark
    public boolean verifyPss2048() {
        return Rsa.verifyPss(key, request, overRequest);
    }

    @Benchmark
    public byte[] encryptOaep2048() {
        return Rsa.encryptOaep(Rsa.Oaep.SHA1, key, session, random);
    }

    @Benchmark
    public Object decryptOaep2048() {
        return Rsa.decryptOaep(Rsa.Oaep.SHA1, large, forLarge);
    }

    @Benchmark
    public Object decryptOaep1024() {
        return Rsa.decryptOaep(Rsa.Oaep.SHA1, small, forSmall);
    }

    @Benchmark
    public byte[] cmac() {
        return Cmac.aes(session, request);
    }

    @Benchmark
    public byte[] hmac() {
        return Hmac.sha256(mac, license);
    }
}
