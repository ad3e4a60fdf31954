package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevinePssh;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Tokens whose content key is named and not sent (reference: token-api.md 8.2).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredKeyTokenTest {
    private static final String KEK = KeystoreCaller.KEK;
    private static final String NAME = "^CNN.2014.12.18";
    private static final String KID = "874cc4da3e96faf052d2a7f1d8dab7c2";
    private static final String KEY = "a9b9033df0b9ca5447839e3d074817a0";
    private static final String EK = "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d";
    private static final String IV = "d5fbd6b82ed93e4ef98ae40931ee33b7";

    private Path data;
    private RunningService service;
    private KeystoreCaller caller;

    @BeforeAll
    void start(@TempDir Path directory) {
        data = directory;
        service = RunningService.start(directory);
        caller = new KeystoreCaller(service, Environment.TEST, service.demo(Environment.TEST));
        String body = "{\"kid\":\"" + NAME + "\",\"k\":\"" + KEY + "\"}";
        assertEquals(201, caller.post("/keys?kek=" + KEK, body).status());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static Map<String, String> rest(Drm drm) {
        return switch (drm) {
            case WIDEVINE -> Api.parameters("securityLevel", "1", "hdcpOutputControl", "0");
            case FAIRPLAY -> Api.parameters("iv", IV);
            case CLEARKEY -> Api.parameters();
            case PLAYREADY -> {
                var good = TokenCatalogue.good(drm);
                good.remove("kid");
                good.remove("contentKey");
                yield good;
            }
        };
    }

    private Api.Reply ask(Drm drm, String... parameters) {
        var all = rest(drm);
        all.put("customerAuthenticator", caller.authenticator());
        all.putAll(Api.parameters(parameters));
        return Api.postForm(service.tokenUrl(Environment.TEST, drm), Api.form(all));
    }

    private void assertCode(int code, Api.Reply reply) {
        assertEquals(code == 0 ? 200 : 400, reply.status(), reply.text());
        assertEquals(code == 0 ? "" : Integer.toString(code), reply.header("Licet-Code"));
    }

    /// The whole decision table, with a key that is in the store; `x` is sent, `-` is not.
    @ParameterizedTest(name = "contentKey {0}, kek {1}, ek {2}, kid {3}: Widevine {4}, FairPlay {5}")
    @CsvSource({
        "x, -, -, x,     0,     0",
        "x, -, -, -, -4018,     0",
        "-, x, x, x,     0, -6005",
        "-, x, x, -, -4018,     0",
        "-, x, -, x,     0,     0",
        "-, x, -, -, -4018, -4018",
        "-, -, -, x, -2005, -2005",
        "-, -, x, x, -4024, -4024",
        "-, -, x, -, -4018, -4024",
        "x, x, -, x, -6005, -6005",
        "x, x, x, x, -6005, -6005",
        "x, x, -, -, -4018, -6005",
        "-, -, -, -, -4018, -2005",
    })
    void the_decision_table_holds(String contentKey, String kek, String ek, String kid, int widevine, int fairPlay) {
        String[] sent = {
            "contentKey", contentKey.equals("x") ? KEY : null,
            "kek", kek.equals("x") ? KEK : null,
            "ek", ek.equals("x") ? EK : null,
            "kid", kid.equals("x") ? KID : null
        };
        assertCode(widevine, ask(Drm.WIDEVINE, sent));
        assertCode(fairPlay, ask(Drm.FAIRPLAY, sent));
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_key_and_a_wrong_kek_have_their_codes(Drm drm) {
        assertCode(-4019, ask(drm, "kek", KEK, "kid", "0".repeat(32)));
        assertCode(-4024, ask(drm, "kek", "11".repeat(16), "kid", KID));
    }

    @ParameterizedTest
    @EnumSource
    void an_expired_key_is_a_missing_key(Drm drm) {
        String body = "{\"kid\":\"^old\",\"expiration\":\"2020-01-01\"}";
        caller.post("/keys?kek=" + KEK, body);
        assertCode(-4019, ask(drm, "kek", KEK, "kid", "^old"));
        assertEquals(200, caller.get("/keys/%5Eold").status(), "its owner can still prolong it");
        caller.put("/keys/%5Eold", "{\"expiration\":\"2099-01-01\"}");
        assertCode(0, ask(drm, "kek", KEK, "kid", "^old"));
        caller.delete("/keys/%5Eold");
    }

    @Test
    void a_widevine_device_gets_the_key_that_was_stored() throws MalformedMessage {
        String url = ask(Drm.WIDEVINE, "kek", KEK, "kid", NAME).text();
        var cdm = Viewer.widevine(service);
        byte[] pssh =
                WidevinePssh.ofKeyIds(List.of(HexFormat.of().parseHex(KID))).toBytes();
        var challenge = cdm.challenge(pssh, LicenseType.STREAMING, Optional.empty());
        var license =
                cdm.receive(challenge, Api.postBytes(url, challenge.body()).body());
        var key = license.keys().getFirst();
        assertEquals(KID, HexFormat.of().formatHex(key.kid()));
        assertTrue(key.key().sameAs(SecretBytes.parseHex(KEY)));
    }

    @Test
    void a_fairplay_device_gets_the_key_that_was_stored() throws MalformedMessage {
        String url = ask(Drm.FAIRPLAY, "kek", KEK, "kid", NAME).text();
        var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(2));
        var license = session.open(Api.postBytes(url, session.spc()).body());
        assertTrue(license.contentKey().sameAs(SecretBytes.parseHex(KEY)));
        assertTrue(license.contentIv().sameAs(SecretBytes.parseHex(IV)));
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_was_tampered_with_is_our_failure_and_no_reason_to_try_again(Drm drm) throws SQLException {
        caller.post("/keys?kek=" + KEK, "{\"kid\":\"^a\",\"k\":\"" + KEY + "\"}");
        caller.post("/keys?kek=" + KEK, "{\"kid\":\"^b\",\"k\":\"" + KEY + "\"}");
        tamper("UPDATE content_key SET sealed_ek = (SELECT other.sealed_ek FROM content_key AS other"
                + " WHERE other.kid = '86f7e437faa5a7fce15d1ddcb9eaeaea')"
                + " WHERE kid = 'e9d71f5ee7c92d6dc9e92ffdad17b8bd'");
        Api.Reply reply = ask(drm, "kek", KEK, "kid", "^b");
        assertEquals(500, reply.status());
        assertEquals("-2030", reply.header("Licet-Code"));
        assertEquals("", reply.header("Retry-After"));
        Api.Reply shown = caller.get("/keys/%5Eb?kek=" + KEK);
        assertEquals(500, shown.status());
        assertTrue(shown.text().startsWith("{\"code\":1,"), shown.text());
        assertEquals(200, caller.get("/keys/%5Ea?kek=" + KEK).status());
        assertEquals(200, caller.delete("/keys/%5Ea,%5Eb").status());
    }

    private void tamper(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            assertEquals(1, statement.executeUpdate(sql));
        }
    }
}
