package dev.licet.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.device.fairplay.SpcWrapping;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.wire.MalformedMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts of `licet device play` with FairPlay devices, against the real FairPlay system.
class FairPlayPlayTest {
    private static final String ASK = "000102030405060708090a0b0c0d0e0f";
    private static final String IV = "101112131415161718191a1b1c1d1e1f";
    private static final Repeatable RANDOM = new Repeatable(9);
    private static final RsaPrivateKey SMALL = RsaPrivateKey.generate(1024, RANDOM);
    private static final RsaPrivateKey LARGE = RsaPrivateKey.generate(2048, RANDOM);
    private static final byte[] BUNDLE = bundle();
    private static final String LICENSED = """
            licensed
            key - 000102030405060708090a0b0c0d0e0f hdcp=default
            system fairplay
            spcVersion 2
            iv 101112131415161718191a1b1c1d1e1f
            durationType rental
            rentalSeconds 3600
            """;

    @TempDir
    private Path data;

    private final List<byte[]> asked = new ArrayList<>();
    private final DrmSystem fairPlay = DrmSystems.fairPlay(
            (account, environment) -> List.of(
                    new FairPlayCredential(1, BUNDLE, List.of(SMALL, LARGE), SecretBytes.parseHex(ASK), "standin")),
            Optional.empty(),
            InstantSource.fixed(TestServer.NOW),
            RANDOM);
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/hms/fp/certificate/201722", exchange -> send(exchange, 200, BUNDLE));
        http.createContext("/hms/fp/rights/", this::redeem);
        http.start();
        var folder = Files.createDirectories(data.resolve("device-factory"));
        Files.writeString(folder.resolve("fairplay-ask.hex"), ASK + "\n");
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void a_device_gets_its_key_with_both_versions() {
        var run = play("--account", "201722");
        assertEquals(LICENSED, run.out());
        assertEquals(0, run.exit());
        assertEquals(
                LICENSED.replace("spcVersion 2", "spcVersion 1"),
                play("--account", "201722", "--spc-version", "1").out());
    }

    @Test
    void every_wrapping_is_sent_and_understood() {
        for (var wrapping : SpcWrapping.values()) {
            assertEquals(
                    LICENSED,
                    play("--account", "201722", "--wrapping", wrapping.name().toLowerCase(Locale.ROOT))
                            .out(),
                    wrapping.name());
        }
    }

    @Test
    void certificate_and_secret_may_be_given() throws IOException {
        var certificate = Files.write(data.resolve("certificate.der"), BUNDLE);
        assertEquals(
                0, play("--certificate", certificate.toString(), "--ask", ASK).exit());
        assertEquals(
                0, play("--certificate", base() + "/hms/fp/certificate/201722").exit());
        assertEquals(3, play("--account", "201722", "--ask", "ff".repeat(16)).exit());
    }

    @Test
    void every_misbehaviour_is_refused_but_a_repetition_or_a_renewal() {
        var kinds = new FairPlayPlayer(null, null).misbehaviours();
        assertEquals(11, kinds.size());
        for (String kind : kinds) {
            var run = play("--account", "201722", "--misbehave", kind);
            assertEquals(List.of("repeat", "renew").contains(kind) ? 0 : 3, run.exit(), kind + ": " + run.out());
            assertTrue(Transcript.of("device", "play", "--help").out().contains("\n  " + kind + "  "), kind);
        }
    }

    @Test
    void a_repetition_sends_the_same_bytes_and_a_renewal_others() {
        assertEquals(0, play("--account", "201722", "--misbehave", "repeat").exit());
        assertEquals(2, asked.size());
        assertArrayEquals(asked.get(0), asked.get(1));
        assertEquals(
                0,
                play("--account", "201722", "--misbehave", "renew", "--times", "3")
                        .exit());
        assertEquals(6, asked.size());
        assertEquals(4, asked.stream().skip(2).map(Arrays::hashCode).distinct().count());
    }

    @Test
    void an_answer_that_is_no_ckc_is_unusable() {
        http.removeContext("/hms/fp/rights/");
        http.createContext("/hms/fp/rights/", exchange -> send(exchange, 200, new byte[100]));
        var run = play("--account", "201722");
        assertEquals(4, run.exit());
        assertTrue(run.out().startsWith("unusable: "), run.out());
    }

    @Test
    void wrong_usage_is_told_in_one_line() throws IOException {
        usage("licet: a FairPlay device needs --account or --certificate");
        usage("licet: --spc-version must be 1 or 2", "--account", "201722", "--spc-version", "3");
        usage("licet: no certificate: the server answered with status 404", "--account", "1");
        usage("licet: cannot read nowhere", "--certificate", "nowhere");
        usage("licet: cannot read nowhere", "--account", "201722", "--ask", "nowhere");
        usage("Invalid value for option '--wrapping'", "--account", "201722", "--wrapping", "paper");
        var file = Files.writeString(data.resolve("short"), "0011");
        usage("licet: --ask must be 32 hexadecimal digits", "--account", "201722", "--ask", file.toString());
        usage("licet: certificate: ", "--certificate", file.toString());
    }

    private void usage(String start, String... options) {
        var run = play(options);
        assertEquals(2, run.exit(), start);
        assertTrue(run.err().startsWith(start), run.err());
    }

    private Transcript play(String... options) {
        var arguments = new ArrayList<>(List.of("device", "play", "--data", data.toString()));
        arguments.addAll(List.of(options));
        arguments.add(base() + "/hms/fp/rights/?ExpressPlayToken=AAtoken");
        return Transcript.of(arguments.toArray(String[]::new));
    }

    private String base() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + http.getAddress().getPort();
    }

    private void redeem(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(body);
        try {
            if (!(fairPlay.classify(body, Optional.empty()) instanceof Message.LicenseRequest request)) {
                throw new MalformedMessage("not a license request");
            }
            switch (request.open(token(), TestServer.NOW)) {
                case Opening.Ready ready ->
                    send(exchange, 200, ready.exchange().answer().body());
                case Opening.Reported reported ->
                    send(exchange, 200, reported.answer().body());
                case Opening.Remote remote -> throw new IllegalStateException("FairPlay asks nobody");
                case Opening.Paid paid -> throw new IllegalStateException("nobody makes licenses here");
                case Opening.Denied denied ->
                    send(exchange, 403, json(denied.why().message()));
            }
        } catch (MalformedMessage malformed) {
            send(exchange, 400, json(malformed.getMessage()));
        }
    }

    private static byte[] json(String message) {
        return ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Token token() {
        var key = new KeyGrant(Optional.empty(), SecretBytes.parseHex(TestServer.KEY), 1, Hdcp.NONE, Optional.empty());
        var rights = new Rights(
                List.of(key),
                Optional.of(SecretBytes.parseHex(IV)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofHours(1)),
                false,
                List.of());
        return new Token(
                Environment.TEST,
                Drm.FAIRPLAY,
                new AccountId(201722),
                new TokenId("00112233445566778899aabbccddeeff"),
                TestServer.NOW,
                TestServer.NOW.plusSeconds(60),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    private static byte[] bundle() {
        var life = Duration.ofDays(3650);
        byte[] small = SelfSignedCertificate.make(
                "Licet test 1024", SMALL, new SelfSignedCertificate.Validity(TestServer.NOW, life), RANDOM);
        byte[] large = SelfSignedCertificate.make(
                "Licet test 2048", LARGE, new SelfSignedCertificate.Validity(TestServer.NOW, life), RANDOM);
        byte[] bundle = Arrays.copyOf(small, small.length + large.length);
        System.arraycopy(large, 0, bundle, small.length, large.length);
        return bundle;
    }
}
