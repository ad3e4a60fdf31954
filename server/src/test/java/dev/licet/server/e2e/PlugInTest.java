package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.device.fairplay.FairPlayClient;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.server.config.BadConfig;
import dev.licet.storage.account.CreatedAccount;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Builds the example plug-in, drops it into the folder of a service, and redeems with it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlugInTest {
    private static final Path SOURCES = Path.of("../examples/fairplay-plugin/src/main/java");
    private static final SecretBytes ASK = SecretBytes.parseHex("0123456789abcdef0123456789abcdef");
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RunningService.RANDOM);
    private static final byte[] CERTIFICATE = SelfSignedCertificate.make(
            "plug-in test",
            KEY,
            new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(36_500)),
            RunningService.RANDOM);

    private static final RsaPrivateKey NEWER_KEY = RsaPrivateKey.generate(2048, RunningService.RANDOM);
    private static final byte[] NEWER = SelfSignedCertificate.make(
            "plug-in test, newer",
            NEWER_KEY,
            new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(36_500)),
            RunningService.RANDOM);

    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path classes) throws IOException {
        compile(classes);
        Path folder = Files.createDirectory(data.resolve("plugins"));
        run("jar", "--create", "--file", folder.resolve("example.jar").toString(), "-C", classes.toString(), ".");
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static void compile(Path classes) throws IOException {
        var line = new ArrayList<>(List.of("-d", classes.toString(), "-Xlint:all", "-Werror", "--release", "25"));
        line.addAll(List.of("--module-path", System.getProperty("jdk.module.path")));
        try (var files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(line::add);
        }
        run("javac", line.toArray(String[]::new));
    }

    private static void run(String tool, String... arguments) {
        var printed = new StringWriter();
        var out = new PrintWriter(printed);
        int exit = ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments);
        assertEquals(0, exit, printed.toString());
    }

    private CreatedAccount account(Environment environment, String derivation) {
        var account = service.account(derivation);
        var credential = new NewFairPlayCredential(CERTIFICATE, List.of(KEY), ASK, derivation);
        add(account, environment, credential);
        service.awaitCertificate(account.id(), environment, CERTIFICATE);
        return account;
    }

    private void add(CreatedAccount account, Environment environment, NewFairPlayCredential credential) {
        service.operator()
                .administration()
                .fairPlay()
                .add(account.id(), environment, credential)
                .orThrow();
    }

    private static byte[] spc(byte[] certificate) {
        return FairPlayClient.standIn(certificate, ASK, InstantSource.system(), RunningService.RANDOM)
                .request(SpcOptions.ordinary(2))
                .spc();
    }

    /// The use of the credentials is noted beside.
    @ParameterizedTest
    @ValueSource(strings = {"example-sdk4", "example-sdk5"})
    @Timeout(60)
    void a_device_is_served_by_a_plug_in_of_either_level(String derivation) throws Exception {
        var account = account(Environment.TEST, derivation);
        assertEquals(Optional.empty(), lastUsed(account));
        String authenticator = RunningService.text(account, Environment.TEST);
        String url = service.token(authenticator, Drm.FAIRPLAY, TokenCatalogue.good(Drm.FAIRPLAY));
        var session = FairPlayClient.standIn(CERTIFICATE, ASK, InstantSource.system(), RunningService.RANDOM)
                .request(SpcOptions.ordinary(2));
        var reply = Api.postBytes(url, session.spc());
        assertEquals(200, reply.status(), reply.text());
        assertTrue(session.open(reply.body()).contentKey().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
        while (lastUsed(account).isEmpty()) Thread.sleep(5);
    }

    private Optional<Instant> lastUsed(CreatedAccount account) {
        return service.operator().administration().fairPlay().list().stream()
                .filter(entry -> entry.account().equals(Optional.of(account.id())))
                .findFirst()
                .orElseThrow()
                .lastUsed();
    }

    @Test
    void a_plug_in_for_development_does_not_serve_production() {
        var account = account(Environment.PRODUCTION, "fixed-dask");
        add(account, Environment.PRODUCTION, new NewFairPlayCredential(NEWER, List.of(NEWER_KEY), ASK, "example-sdk4"));
        var parameters = TokenCatalogue.good(Drm.FAIRPLAY);
        parameters.put("customerAuthenticator", RunningService.text(account, Environment.PRODUCTION));
        var reply = redeemed(parameters);
        while (reply.header("Licet-Code").equals("-4001")) reply = redeemed(parameters);
        assertEquals("-6006", reply.header("Licet-Code"), reply.text());
        String certificate = service.url(Environment.PRODUCTION, "/hms/fp/certificate/" + account.id());
        assertArrayEquals(CERTIFICATE, Api.get(certificate).body());
        var record = service.operator()
                .records()
                .latest(account.id(), Environment.PRODUCTION, 1)
                .getFirst();
        assertTrue(record.reason().contains("serves the test environment only"), record.reason());
    }

    /// Each time under a token of its own: one rests after many requests that fail.
    private Api.Reply redeemed(Map<String, String> parameters) {
        var url = Api.postForm(service.tokenUrl(Environment.PRODUCTION, Drm.FAIRPLAY), Api.form(parameters));
        return Api.postBytes(url.text(), spc(NEWER));
    }

    @Test
    void a_broken_jar_stops_the_start_and_is_named(@TempDir Path data) throws IOException {
        Path folder = Files.createDirectory(data.resolve("plugins"));
        Files.writeString(folder.resolve("broken.jar"), "no jar");
        var refused = assertThrows(BadConfig.class, () -> RunningService.start(data));
        assertTrue(refused.getMessage().contains("plugins"), refused.getMessage());
    }
}
