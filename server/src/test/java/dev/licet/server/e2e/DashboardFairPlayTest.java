package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.domain.operator.Role;
import dev.licet.storage.account.CreatedAccount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The page of FairPlay credentials: key files of every kind go in, and what can be said about them comes out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardFairPlayTest {
    private static final String ASK = "000102030405060708090a0b0c0d0e0f";
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String CHEST_PASSWORD = "the pässword of the chest";

    private RunningService service;
    private DashboardClient operator;
    private final RsaPrivateKey small = RsaPrivateKey.generate(1024, RunningService.RANDOM);
    private final RsaPrivateKey large = RsaPrivateKey.generate(2048, RunningService.RANDOM);

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create("root", Optional.empty(), Role.OWNER, password)
                .orThrow();
        operator = DashboardClient.signedIn(service, "root");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static byte[] certificate(RsaPrivateKey key, Duration age) {
        return certificate("Example Films", key, age);
    }

    private static byte[] certificate(String name, RsaPrivateKey key, Duration age) {
        var from = Instant.now().minus(age);
        return SelfSignedCertificate.make(
                name, key, new SelfSignedCertificate.Validity(from, Duration.ofDays(365)), RunningService.RANDOM);
    }

    private static byte[] chest(Map<RsaPrivateKey, byte[]> pairs) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (var pair : pairs.entrySet()) {
            var spec = new PKCS8EncodedKeySpec(pair.getKey().toPkcs8().expose(byte[]::clone));
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pair.getValue()));
            store.setKeyEntry(
                    "key" + store.size(),
                    KeyFactory.getInstance("RSA").generatePrivate(spec),
                    CHEST_PASSWORD.toCharArray(),
                    new Certificate[] {certificate});
        }
        var file = new ByteArrayOutputStream();
        store.store(file, CHEST_PASSWORD.toCharArray());
        return file.toByteArray();
    }

    private static String page(CreatedAccount account) {
        return "/admin/accounts/" + account.id() + "/fairplay";
    }

    private Api.Reply add(CreatedAccount account, String password, Map<String, List<byte[]>> files) {
        var texts = Api.parameters("action", "add", "ask", ASK, "derivation", "standin", "password", password);
        return operator.upload(page(account), texts, files);
    }

    private byte[] downloaded(CreatedAccount account) {
        String page = operator.get(page(account)).text();
        int at = page.indexOf("&number=") + "&number=".length();
        return operator.get(page(account) + "/certificate?number=" + page.substring(at, page.indexOf('"', at)))
                .body();
    }

    @Test
    void a_chest_brings_keys_and_certificates_the_old_kit_first() throws Exception {
        var account = service.account("chest");
        byte[] one = certificate(small, Duration.ZERO);
        byte[] two = certificate(large, Duration.ZERO);
        var stored = add(account, CHEST_PASSWORD, Map.of("chest", List.of(chest(Map.of(large, two, small, one)))));
        assertEquals(303, stored.status(), stored.text());
        var bundle = new ByteArrayOutputStream();
        bundle.writeBytes(one);
        bundle.writeBytes(two);
        assertArrayEquals(bundle.toByteArray(), downloaded(account));
        String page = operator.get(page(account)).text();
        for (String words : List.of(
                "1024-bit certificate (SPC version 1): its private key is here",
                "2048-bit certificate (SPC version 2 and later): its private key is here",
                "CN=Example Films, valid until ",
                "ASk of 16 bytes",
                "the derivation standin is installed")) {
            assertTrue(page.contains(words), words + " in " + page);
        }
        assertFalse(page.contains("badge bad"), page);
        assertFalse(page.contains(ASK) || page.contains(CHEST_PASSWORD), "a secret");
        String audit = operator.get("/admin/audit").text();
        assertFalse(audit.contains(ASK) || audit.contains(CHEST_PASSWORD), "a secret");
    }

    @Test
    void certificates_beside_a_chest_count_and_the_last_use_is_shown() throws Exception {
        var account = service.account("used");
        byte[] der = certificate(large, Duration.ZERO);
        byte[] chest = chest(Map.of(large, certificate(large, Duration.ofDays(1))));
        var files = Map.of("chest", List.of(chest), "certificate", List.of(der));
        assertEquals(303, add(account, CHEST_PASSWORD, files).status());
        assertArrayEquals(der, downloaded(account));
        assertTrue(operator.get(page(account)).text().contains("<dd class=\"time\">never</dd>"));
        var known = service.operator().fairPlayCredentials();
        known.used(known.of(account.id(), Environment.TEST).getFirst());
        String page = pageOnceUsed(account);
        assertEquals(2, page.split("<dd class=\"time\">20", -1).length - 1, "stored, and last used");
    }

    /// The note is written beside the redemption.
    private String pageOnceUsed(CreatedAccount account) throws Exception {
        for (int i = 0; i < 200; i++) {
            String page = operator.get(page(account)).text();
            if (!page.contains("never")) return page;
            Thread.sleep(50);
        }
        return fail("the use was not noted");
    }

    @Test
    void a_wrong_password_and_a_file_of_another_kind_are_refused_without_repeating_it() throws Exception {
        var account = service.account("wrong");
        byte[] chest = chest(Map.of(large, certificate(large, Duration.ZERO)));
        for (var files : List.of(chest, "no chest".getBytes(StandardCharsets.UTF_8))) {
            var reply = add(account, "wrong password", Map.of("chest", List.of(files)));
            assertEquals(400, reply.status());
            assertTrue(
                    reply.text().contains("PKCS#12 file 1 is no PKCS#12 file, or the password is wrong."),
                    reply.text());
            assertFalse(reply.text().contains("wrong password"), reply.text());
        }
        for (var files : List.of(Map.<String, List<byte[]>>of(), Map.of("chest", List.of(chest, chest, chest)))) {
            assertEquals(400, add(account, CHEST_PASSWORD, files).status());
        }
        assertTrue(operator.get(page(account)).text().contains("no credentials of its own"));
    }

    @Test
    void a_subject_a_field_and_its_name_come_back_as_text() {
        var account = service.account("text");
        var plain = List.of(large.toPkcs8().expose(byte[]::clone));
        byte[] der = certificate(SCRIPT, large, Duration.ZERO);
        var added = operator.upload(page(account), der, plain, ASK, "standin");
        assertEquals(303, added.status(), added.text());
        String page = operator.get(page(account)).text();
        assertTrue(page.contains("&lt;script\\&gt;alert(1)\\&lt;/script\\&gt;"), page);
        assertFalse(page.contains(SCRIPT.substring(0, 8)), page);
        var texts = Api.parameters("action", "add", "ask", SCRIPT, "derivation", SCRIPT, SCRIPT, SCRIPT);
        var refused = operator.upload(page(account), texts, Map.of("certificate", List.of(der), "key", plain));
        assertEquals(400, refused.status());
        assertFalse(refused.text().contains(SCRIPT.substring(0, 8)), refused.text());
    }

    @Test
    void an_ask_is_never_taken_for_the_address_of_a_key_server() {
        var account = service.account("address");
        var plain = List.of(large.toPkcs8().expose(byte[]::clone));
        byte[] der = certificate(large, Duration.ZERO);
        var refused = operator.upload(page(account), der, plain, "http://10.0.0.1/", "ksm-http");
        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("A key server is set by command"), refused.text());
        assertTrue(operator.get(page(account)).text().contains("no credentials of its own"));
    }

    @Test
    void what_devices_would_stumble_over_is_marked() {
        var account = service.account("marked");
        var fairPlay = service.operator().administration().fairPlay();
        byte[] der = certificate(large, Duration.ofDays(800));
        var ask = SecretBytes.parseHex(ASK);
        fairPlay.add(account.id(), Environment.TEST, new NewFairPlayCredential(der, List.of(small), ask, "nobodys"))
                .orThrow();
        String page = operator.get(page(account)).text();
        while (!page.contains("nobodys is not installed"))
            page = operator.get(page(account)).text();
        assertFalse(page.contains("<option value=\"nobodys\">"), page);
        assertTrue(page.contains("<option value=\"standin\">"), page);
        for (String words : List.of(
                "2048-bit certificate (SPC version 2 and later): its private key is missing",
                "the derivation nobodys is not installed on this node",
                "that is over, which FairPlay does not mind")) {
            assertTrue(page.contains(words), words + " in " + page);
        }
        assertEquals(2, page.split("badge bad", -1).length - 1, page);
    }
}
