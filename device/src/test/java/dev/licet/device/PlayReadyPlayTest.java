package dev.licet.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.licet.crypto.Aead;
import dev.licet.crypto.Digest;
import dev.licet.crypto.P256;
import dev.licet.crypto.SecretBytes;
import dev.licet.device.playready.ChallengeSignature;
import dev.licet.device.playready.PlayReadyClient;
import dev.licet.device.playready.TestHandler;
import dev.licet.device.playready.TestLicense;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts of `licet device` with PlayReady, against a server that makes grants by hand.
class PlayReadyPlayTest {
    private static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes SECRET = SecretBytes.random(RANDOM, 32);

    @TempDir
    private Path folder;

    private final TestHandler handler =
            new TestHandler("test", Map.of("s", SECRET), InstantSource.fixed(TestServer.NOW), RANDOM);
    private boolean tamper;
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/playready/RightsManager.asmx", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var reply = answer(body);
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private TestHandler.Reply answer(byte[] body) {
        byte[] sent = body;
        try {
            sent = PlayReadyRequest.read(body).envelope();
        } catch (MalformedMessage malformed) {
            return handler.answer(body, Optional.empty());
        }
        if (tamper) {
            sent = new String(sent, StandardCharsets.UTF_8)
                    .replace("?><soap", "?> <soap")
                    .getBytes(StandardCharsets.UTF_8);
        }
        return handler.answer(sent, Optional.of(grant(sent)));
    }

    private static String grant(byte[] body) {
        long now = TestServer.NOW.getEpochSecond();
        var base64url = Base64.getUrlEncoder().withoutPadding();
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        String json =
                "{\"v\":1,\"iat\":" + now + ",\"exp\":" + (now + 60) + ",\"jti\":\"" + base64url.encodeToString(id)
                        + "\",\"environment\":\"test\",\"challenge\":\"" + base64url.encodeToString(Digest.sha256(body))
                        + "\",\"licenses\":[{\"kid\":\"fd1a706a-c2b3-6002-888f-6d4a414333c3\",\"key\":"
                        + "\"EBESExQVFhcYGRobHB0eHw==\"}]}";
        String header = base64url.encodeToString(
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"s\"}".getBytes(StandardCharsets.US_ASCII));
        byte[] nonce = new byte[12];
        RANDOM.nextBytes(nonce);
        byte[] sealed = Aead.seal(
                SECRET, nonce, header.getBytes(StandardCharsets.US_ASCII), json.getBytes(StandardCharsets.UTF_8));
        int cut = sealed.length - 16;
        return header + ".." + base64url.encodeToString(nonce) + "."
                + base64url.encodeToString(Arrays.copyOf(sealed, cut)) + "."
                + base64url.encodeToString(Arrays.copyOfRange(sealed, cut, sealed.length));
    }

    private Transcript play(String... more) {
        var all = new ArrayList<>(List.of("device", "play", "--kid", KID));
        all.addAll(List.of(more));
        all.add("http://127.0.0.1:" + http.getAddress().getPort() + "/playready/RightsManager.asmx?ExpressPlayToken="
                + "t".repeat(200));
        return Transcript.of(all.toArray(String[]::new));
    }

    @Test
    void the_path_tells_the_system_and_the_key_is_printed() {
        var played = play();
        assertEquals("""
                licensed
                key fd1a706ac2b36002888f6d4a414333c3 101112131415161718191a1b1c1d1e1f
                system playready
                challenge arrived as it was sent
                """, played.out());
        assertEquals(0, played.exit());
    }

    @Test
    void a_device_in_a_folder_plays_with_its_own_key() throws IOException {
        Path device = folder.resolve("device");
        String where = device.toString();
        assertEquals(
                0,
                Transcript.of("device", "new", "--system", "playready", "--out", where)
                        .exit());
        assertEquals(96, Files.size(device.resolve("playready_key.bin")));
        assertEquals(0, play("--device", where).exit());
        assertEquals(
                2,
                Transcript.of("device", "new", "--system", "playready", "--out", where)
                        .exit());
        assertEquals(2, play("--device", folder.resolve("none").toString()).exit());
    }

    @Test
    void key_messages_and_custom_data_are_tried_on_request() {
        assertEquals(0, play("--misbehave", "key-message").exit());
        assertEquals(0, play("--misbehave", "custom-data").exit());
        assertEquals(0, play("--misbehave", "repeat", "--times", "3").exit());
    }

    @Test
    void a_refusal_has_its_status_code_and_its_words() {
        var tampered = play("--misbehave", "tampered");
        assertEquals(3, tampered.exit());
        assertTrue(
                tampered.out().startsWith("refused 500 0x8004C604 the challenge was changed after it was signed"),
                tampered.out());
        var truncated = play("--misbehave", "truncated");
        assertTrue(
                truncated.out().startsWith("refused 500 0x8004C601 The document is not well-formed XML"),
                truncated.out());
    }

    @Test
    void a_challenge_that_was_changed_on_its_way_is_noticed() {
        tamper = true;
        var played = play();
        assertEquals("unusable: the challenge was changed on its way to the license maker\n", played.out());
        assertEquals(4, played.exit());
    }

    @Test
    void a_signature_is_good_until_one_byte_of_what_is_signed_differs() {
        var client = new PlayReadyClient(P256.generate(RANDOM), InstantSource.system(), RANDOM);
        byte[] challenge = client.challenge(List.of(new byte[16]), Optional.of("a < b & c > d\r\n"));
        assertTrue(ChallengeSignature.isGood(challenge));
        int from = new String(challenge, StandardCharsets.UTF_8).indexOf("<LA ");
        for (int i = from; i < from + 400; i++) {
            byte[] changed = challenge.clone();
            changed[i] ^= 1;
            assertFalse(ChallengeSignature.isGood(changed), "byte " + i);
        }
    }

    @Test
    void a_test_license_opens_for_its_client_alone_and_says_that_it_is_none() {
        var client = P256.generate(RANDOM);
        var license = new TestLicense(new byte[16], new byte[32], SecretBytes.copyOf(new byte[16]));
        byte[] sealed = license.seal(client.point(), RANDOM).orElseThrow();
        assertTrue(new String(sealed, StandardCharsets.US_ASCII).startsWith("licet test, no license"));
        assertTrue(TestLicense.open(sealed, client).isPresent());
        assertEquals(Optional.empty(), TestLicense.open(sealed, P256.generate(RANDOM)));
        for (int n = 0; n < sealed.length; n++) {
            assertEquals(Optional.empty(), TestLicense.open(Arrays.copyOf(sealed, n), client));
        }
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(Optional.empty(), TestLicense.open(changed, client), "bit " + bit);
        }
    }
}
