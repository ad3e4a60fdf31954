package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaEngineTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RANDOM);

    /// On the platforms whose native library the build fetches, it must be in use: a fallback nobody notices costs
    /// two thirds of the licenses.
    @Test
    void the_native_engine_is_used_where_the_build_fetches_it() {
        boolean fetched = System.getProperty("os.name").equals("Linux")
                && (System.getProperty("os.arch").equals("amd64")
                        || System.getProperty("os.arch").equals("aarch64"));
        assertEquals(fetched ? "AmazonCorrettoCryptoProvider" : "JDK", Rsa.engine());
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072})
    void every_size_of_key_opens_what_the_jdk_sealed(int bits) {
        var key = RsaPrivateKey.generate(bits, RANDOM);
        var secret = SecretBytes.random(RANDOM, 16);
        byte[] sealed = Rsa.encryptOaep(Rsa.Oaep.SHA256, key.publicKey(), secret, RANDOM);
        assertTrue(Rsa.decryptOaep(Rsa.Oaep.SHA256, key, sealed).orElseThrow().sameAs(secret));
    }

    @ParameterizedTest
    @EnumSource(Rsa.Oaep.class)
    void lengths_and_values_that_no_key_makes_are_empty(Rsa.Oaep variant) {
        byte[] beyond = new byte[256];
        Arrays.fill(beyond, (byte) 0xff);
        for (byte[] wrong : new byte[][] {{}, new byte[1], new byte[255], new byte[256], beyond, new byte[257]}) {
            assertFalse(Rsa.decryptOaep(variant, KEY, wrong).isPresent());
            assertFalse(Rsa.verifyPss(KEY.publicKey(), wrong, wrong));
        }
    }

    @Test
    void what_the_native_engine_refuses_the_jdk_gets() throws GeneralSecurityException {
        var tries = new AtomicInteger();
        byte[] answer = RsaEngine.run(objects -> {
            tries.incrementAndGet();
            if (objects.areNative()) throw new InvalidKeyException("unwilling");
            return new byte[] {1};
        });
        assertArrayEquals(new byte[] {1}, answer);
        assertEquals(Rsa.engine().equals("JDK") ? 1 : 2, tries.get());
    }

    @Test
    void what_both_refuse_is_refused() {
        assertThrows(
                InvalidKeyException.class,
                () -> RsaEngine.run(objects -> {
                    throw new InvalidKeyException("unwilling");
                }));
    }

    @Test
    void the_jdk_alone_works_with_its_own_objects() throws GeneralSecurityException {
        var jdk = new RsaObjects(Optional.empty());
        var cipher = jdk.cipher("RSA/ECB/OAEPPadding");
        assertFalse(cipher.getProvider().getName().startsWith("AmazonCorretto"));
        assertEquals(KEY.jca(), jdk.key(KEY));
        var half = KEY.publicKey();
        assertEquals(half.jca(), jdk.key(half));
    }

    @ParameterizedTest
    @EnumSource(Rsa.Oaep.class)
    void what_either_engine_seals_either_opens(Rsa.Oaep variant) throws GeneralSecurityException {
        var secret = SecretBytes.random(RANDOM, 16);
        for (Engine sealing : Engine.values()) {
            byte[] sealed = sealing.run(Rsa.encryption(variant, KEY.publicKey(), secret, RANDOM));
            for (Engine opening : Engine.values()) {
                byte[] opened = opening.run(Rsa.decryption(variant, KEY, sealed));
                assertTrue(SecretBytes.taking(opened).sameAs(secret), sealing + " to " + opening);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void either_engine_pads_anew_each_time(Engine engine) throws GeneralSecurityException {
        var encryption = Rsa.encryption(Rsa.Oaep.SHA1, KEY.publicKey(), SecretBytes.random(RANDOM, 16), RANDOM);
        assertFalse(Arrays.equals(engine.run(encryption), engine.run(encryption)));
    }

    @Test
    void a_source_that_repeats_itself_is_asked_for_the_padding() {
        var secret = SecretBytes.random(RANDOM, 16);
        byte[] once = Rsa.encryptOaep(Rsa.Oaep.SHA1, KEY.publicKey(), secret, new Zeros());
        assertArrayEquals(once, Rsa.encryptOaep(Rsa.Oaep.SHA1, KEY.publicKey(), secret, new Zeros()));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_verifier_is_used_again_and_nothing_of_the_last_message_stays(Engine engine) throws GeneralSecurityException {
        var other = RsaPrivateKey.generate(2048, RANDOM);
        byte[] message = new byte[1500];
        byte[] signature = Rsa.signPss(KEY, message, RANDOM);
        byte[] byOther = Rsa.signPss(other, message, RANDOM);
        for (int i = 0; i < 3; i++) {
            assertTrue(engine.run(Rsa.verification(KEY.publicKey(), message, signature)));
            assertFalse(engine.run(Rsa.verification(KEY.publicKey(), message, byOther)));
            assertTrue(engine.run(Rsa.verification(other.publicKey(), message, byOther)));
            assertFalse(engine.run(Rsa.verification(KEY.publicKey(), new byte[1499], signature)));
        }
    }

    private enum Engine {
        PREFERRED,
        JDK;

        <T> T run(RsaEngine.Operation<T> operation) throws GeneralSecurityException {
            return this == JDK ? RsaEngine.runByJdk(operation) : RsaEngine.run(operation);
        }
    }

    private static final class Zeros extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
