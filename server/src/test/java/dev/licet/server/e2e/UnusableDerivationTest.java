package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.device.fairplay.FairPlayClient;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// FairPlay credentials that name a derivation which this node lacks: they are never handed out.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnusableDerivationTest {
    private static final SecretBytes ASK = SecretBytes.parseHex("0123456789abcdef0123456789abcdef");
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RunningService.RANDOM);
    private static final byte[] CERTIFICATE = SelfSignedCertificate.make(
            "unusable",
            KEY,
            new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(36_500)),
            RunningService.RANDOM);

    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void add(CreatedAccount account, Environment environment, String derivation) {
        var credential = new NewFairPlayCredential(CERTIFICATE, List.of(KEY), ASK, derivation);
        service.operator()
                .administration()
                .fairPlay()
                .add(account.id(), environment, credential)
                .orThrow();
    }

    private Api.Reply ask(CreatedAccount account, Environment environment) {
        var all = TokenCatalogue.good(Drm.FAIRPLAY);
        all.put("errorFormat", "json");
        String bearer = "Bearer " + RunningService.text(account, environment);
        return Api.postForm(service.tokenUrl(environment, Drm.FAIRPLAY), Api.form(all), "Authorization", bearer);
    }

    @Test
    void a_set_alone_gives_no_token_and_the_record_says_why() {
        var account = service.account("alone");
        add(account, Environment.PRODUCTION, "nosuch");
        String words = "that this node can use: the derivation nosuch is not installed on this node";
        String reason = "";
        while (!reason.contains(words)) {
            assertEquals("-6006", ask(account, Environment.PRODUCTION).header("Licet-Code"));
            reason = service.operator()
                    .records()
                    .latest(account.id(), Environment.PRODUCTION, 1)
                    .getFirst()
                    .reason();
        }
        String url = service.url(Environment.PRODUCTION, "/hms/fp/certificate/" + account.id());
        assertEquals(404, Api.get(url).status());
    }

    @Test
    void a_newer_set_does_not_override_one_that_works() throws Exception {
        var account = service.account("overridden");
        add(account, Environment.TEST, "standin");
        service.awaitCertificate(account.id(), Environment.TEST, CERTIFICATE);
        add(account, Environment.TEST, "nosuch");
        while (service.operator()
                        .fairPlayCredentials()
                        .of(account.id(), Environment.TEST)
                        .size()
                < 3) Thread.sleep(5);
        while (!ready().contains("FairPlay credentials cannot be used on this node")) Thread.sleep(50);
        String url = service.url(Environment.TEST, "/hms/fp/certificate/" + account.id());
        assertArrayEquals(CERTIFICATE, Api.get(url).body());
        var session = FairPlayClient.standIn(CERTIFICATE, ASK, InstantSource.system(), RunningService.RANDOM)
                .request(SpcOptions.ordinary(2));
        var license = Api.postBytes(ask(account, Environment.TEST).text(), session.spc());
        assertEquals(200, license.status(), license.text());
        assertTrue(session.open(license.body()).contentKey().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
    }

    private String ready() {
        var reply = Api.get(service.url(Environment.TEST, "/health/ready"));
        assertEquals(200, reply.status(), reply.text());
        return reply.text();
    }
}
