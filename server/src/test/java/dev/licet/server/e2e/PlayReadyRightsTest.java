package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Digest;
import dev.licet.device.playready.ChallengeSignature;
import dev.licet.device.playready.PlayReadyClient;
import dev.licet.device.playready.TestHandler;
import dev.licet.device.playready.TestLicense;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.PlayReadyAnswer;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.storage.account.CreatedAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Redeems PlayReady tokens through the whole service, with a license maker behind it (reference: playready.md
/// 3 to 8).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayReadyRightsTest {
    private static final byte[] KID = HexFormat.of().parseHex(TokenCatalogue.KID);

    private final LicenseMaker maker = new LicenseMaker();
    private final PlayReadyClient client = Viewer.playReady();
    private RunningService service;
    private CreatedAccount account;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        account = service.account("playready");
        service.configure(account.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        service.units(account.id(), 1_000_000);
        maker.serve(service, account.id());
    }

    @AfterAll
    void stop() {
        service.close();
        maker.close();
    }

    @BeforeEach
    void honest() {
        maker.behave(maker.honestly());
    }

    private String token(String... changes) {
        var parameters = TokenCatalogue.good(Drm.PLAYREADY);
        parameters.putAll(Api.parameters(changes));
        return service.token(RunningService.text(account, Environment.TEST), Drm.PLAYREADY, parameters);
    }

    private byte[] challenge() {
        return client.challenge(List.of(KID), Optional.empty());
    }

    private EventRecord newest() {
        return service.operator()
                .records()
                .latest(account.id(), Environment.TEST, 1)
                .getFirst();
    }

    private static PlayReadyFault fault(Api.Reply reply) throws Exception {
        assertEquals(500, reply.status(), reply.text());
        assertEquals("text/xml; charset=utf-8", reply.header("Content-Type"));
        return ((PlayReadyAnswer.Refused) PlayReadyAnswer.read(reply.body())).fault();
    }

    private static void assertRefused(int code, int status, Api.Reply reply) throws Exception {
        var fault = fault(reply);
        assertEquals(PlayReadyFault.hex(status), PlayReadyFault.hex(fault.status()), reply.text());
        assertTrue(fault.customData().orElseThrow().startsWith("{\"code\":" + code + ",\"message\":\"[" + code + "] "));
        assertEquals(Integer.toString(code), reply.header("Licet-Code"));
    }

    private List<TestLicense> licenses(Api.Reply reply) throws Exception {
        assertEquals(200, reply.status(), reply.text());
        var licenses = new ArrayList<TestLicense>();
        for (String text : ((PlayReadyAnswer.Done) PlayReadyAnswer.read(reply.body())).licenses()) {
            licenses.add(TestLicense.open(Base64.getDecoder().decode(text), client.key())
                    .orElseThrow());
        }
        return licenses;
    }

    @Test
    void a_license_has_the_key_and_the_record_has_what_the_handler_told() throws Exception {
        long before = service.units(account.id());
        byte[] challenge = challenge();
        var reply = Api.postBytes(token("cookie", "order-4711"), challenge);
        var license = licenses(reply).getFirst();
        assertArrayEquals(KID, license.kid());
        assertEquals(TokenCatalogue.KEY, license.key().expose(HexFormat.of()::formatHex));
        assertArrayEquals(Digest.sha256(challenge), license.challenge());
        assertEquals(before - 1, service.units(account.id()));

        var delivered = newest();
        assertEquals(Event.Kind.DELIVERED, delivered.kind());
        assertEquals(0, delivered.charged());
        assertEquals("2000", delivered.facts().get("security_level"));
        assertEquals("Licet", delivered.facts().get("make"));
        assertEquals("handler", delivered.facts().get("back_end"));
        assertEquals("4.0.0.0", delivered.facts().get("header_version"));
        assertEquals("10.0.16384.10011", delivered.facts().get("client_version"));
        assertTrue(delivered.deviceId().isPresent());
        var redeemed = service.operator()
                .records()
                .latest(account.id(), Environment.TEST, 2)
                .getLast();
        assertEquals(Event.Kind.REDEEMED, redeemed.kind());
        assertEquals(1, redeemed.charged());
        assertEquals("order-4711", redeemed.cookie().orElseThrow());
        assertEquals(redeemed.requestId(), delivered.requestId());
    }

    @Test
    void a_thousand_challenges_and_their_answers_pass_byte_for_byte() throws Exception {
        String url = token();
        maker.asked().clear();
        for (int i = 0; i < 1000; i++) {
            byte[] challenge = challenge();
            var reply = Api.postBytes(url, challenge);
            assertEquals(200, reply.status(), reply.text());
            var asked = maker.asked().getLast();
            assertArrayEquals(Digest.sha256(challenge), Digest.sha256(asked.body()));
            assertArrayEquals(Digest.sha256(asked.answer().body()), Digest.sha256(reply.body()));
            assertTrue(ChallengeSignature.isGood(asked.body()), "the client's signature is still good");
        }
        assertEquals(1000, maker.asked().size());
    }

    @Test
    void the_request_goes_on_with_its_content_type_and_soap_action() {
        assertEquals(200, Api.postBytes(token(), challenge()).status());
        var headers = maker.asked().getLast().headers();
        assertEquals("text/xml; charset=utf-8", headers.get("Content-Type"));
        assertEquals(
                "\"http://schemas.microsoft.com/DRM/2007/03/protocols/AcquireLicense\"", headers.get("SOAPAction"));
    }

    @Test
    void the_token_comes_in_the_query_in_a_header_or_in_custom_data() throws Exception {
        String url = token();
        String bare = url.substring(0, url.indexOf('?'));
        String text = url.substring(url.indexOf('=') + 1);
        byte[] carrying = client.challenge(List.of(KID), Optional.of(text));
        assertEquals(1, licenses(Api.postBytes(bare, carrying)).size());
        assertEquals(
                1,
                licenses(Api.postBytes(bare, challenge(), "ExpressPlayToken", text))
                        .size());
        assertEquals(1, licenses(Api.postBytes(url, carrying)).size());
        assertEquals(
                1,
                licenses(Api.postBytes(bare.toLowerCase() + "?ExpressPlayToken=" + text, challenge()))
                        .size());
        String rights = service.url(Environment.TEST, "/hms/pr/rights/") + "?ExpressPlayToken=" + text;
        assertEquals(1, licenses(Api.postBytes(rights, challenge())).size());
        byte[] other = client.challenge(List.of(KID), Optional.of("the application's own words"));
        assertEquals(1, licenses(Api.postBytes(url, other)).size(), "custom data has other uses");
    }

    @Test
    void two_different_tokens_are_no_token() throws Exception {
        String url = token();
        String other = token();
        byte[] carrying = client.challenge(List.of(KID), Optional.of(other.substring(other.indexOf('=') + 1)));
        assertRefused(-4010, PlayReadyFault.SERVICE_SPECIFIC, Api.postBytes(url, carrying));
        assertRefused(
                -4010,
                PlayReadyFault.SERVICE_SPECIFIC,
                Api.postBytes(url, challenge(), "ExpressPlayToken", other.substring(other.indexOf('=') + 1)));
        assertRefused(
                -4010, PlayReadyFault.SERVICE_SPECIFIC, Api.postBytes(url.substring(0, url.indexOf('?')), challenge()));
    }

    @Test
    void a_key_message_of_a_browser_is_taken_with_a_lint() throws Exception {
        byte[] challenge = challenge();
        var reply = Api.postBytes(token(), PlayReadyClient.keyMessage(challenge));
        assertArrayEquals(Digest.sha256(challenge), licenses(reply).getFirst().challenge());
        assertArrayEquals(challenge, maker.asked().getLast().body());
        assertEquals("key-message-wrapper", newest().facts().get("lint"));
    }

    @Test
    void what_is_no_challenge_is_an_invalid_message() throws Exception {
        String url = token();
        for (byte[] body : List.of(new byte[0], new byte[] {1, 2, 3}, "<html/>".getBytes(StandardCharsets.UTF_8))) {
            assertRefused(-4001, PlayReadyFault.INVALID_MESSAGE, Api.postBytes(url, body));
        }
        assertRefused(413, PlayReadyFault.INVALID_MESSAGE, Api.postBytes(url, new byte[192 * 1024 + 1]));
        assertRefused(415, PlayReadyFault.INVALID_MESSAGE, Api.postBytes(url, challenge(), "Content-Encoding", "gzip"));
    }

    @Test
    void a_header_that_asks_for_none_of_the_token_s_keys_is_refused_and_free() throws Exception {
        long before = service.units(account.id());
        byte[] strange = client.challenge(List.of(new byte[16]), Optional.empty());
        assertRefused(-4022, PlayReadyFault.SERVICE_SPECIFIC, Api.postBytes(token(), strange));
        assertEquals(before, service.units(account.id()));
        byte[] more = client.challenge(List.of(KID, new byte[16]), Optional.empty());
        assertEquals(1, licenses(Api.postBytes(token(), more)).size());
        assertEquals("kid-not-in-token", newest().facts().get("lint"));
        assertEquals("4.2.0.0", newest().facts().get("header_version"));
    }

    @Test
    void several_keys_make_several_licenses_of_one_answer() throws Exception {
        String other = "00112233445566778899aabbccddeeff";
        var parameters = TokenCatalogue.good(Drm.PLAYREADY);
        parameters.remove("kid");
        parameters.remove("contentKey");
        parameters.putAll(Api.parameters(
                "kid.0",
                TokenCatalogue.KID,
                "contentKey.0",
                TokenCatalogue.KEY,
                "minCertSecurityLevel.0",
                "3000",
                "kid.1",
                other,
                "contentKey.1",
                TokenCatalogue.IV,
                "uncompressedDigitalVideoOPL.1",
                "300"));
        String url = service.token(RunningService.text(account, Environment.TEST), Drm.PLAYREADY, parameters);
        var both = client.challenge(List.of(KID, HexFormat.of().parseHex(other)), Optional.empty());
        assertEquals(2, licenses(Api.postBytes(url, both)).size());
        assertEquals(1, licenses(Api.postBytes(url, challenge())).size(), "only what the header asks for");
    }

    @Test
    void a_fault_of_the_license_maker_goes_on_unchanged_and_the_unit_comes_back() throws Exception {
        long before = service.units(account.id());
        byte[] revoked = new PlayReadyFault(
                        PlayReadyFault.DEVICE_REVOKED, "Device Certificate Revoked.", Optional.empty())
                .write();
        maker.behave((body, grant) -> Optional.of(new LicenseMaker.Answer(500, revoked, Optional.empty())));
        byte[] challenge = challenge();
        String url = token();
        var reply = Api.postBytes(url, challenge);
        assertEquals(500, reply.status());
        assertArrayEquals(revoked, reply.body());
        assertEquals(before, service.units(account.id()));
        var denied = newest();
        assertEquals(Event.Kind.DENIED, denied.kind());
        assertEquals(-1, denied.charged());
        assertEquals("0x8004C065", denied.facts().get("maker_status"));
        assertEquals("device-revoked", denied.facts().get("lint"));
        assertEquals("maker", denied.facts().get("rule"));
        maker.behave(maker.honestly());
        assertEquals(1, licenses(Api.postBytes(url, challenge)).size(), "the same challenge, which now is charged");
        assertEquals(before - 1, service.units(account.id()));
        assertEquals(List.of(), service.operator().verification().findings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "403", "500", "200 no license", "200 no xml", "refused connection"})
    void whatever_else_is_certainly_no_license_costs_nothing(String how) throws Exception {
        long before = service.units(account.id());
        byte[] page = "<html>no</html>".getBytes(StandardCharsets.UTF_8);
        byte[] empty = ("<s:Envelope xmlns:s=\"" + PlayReadyRequest.SOAP
                        + "\"><s:Body><AcquireLicenseResponse/></s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
        int status = how.startsWith("200") ? 200 : how.startsWith("r") ? 0 : Integer.parseInt(how);
        maker.behave((body, grant) ->
                Optional.of(new LicenseMaker.Answer(status, how.endsWith("license") ? empty : page, Optional.empty())));
        if (status == 0) {
            var other = service.account("nobody there");
            LicenseMaker.serve(
                    service,
                    other.id(),
                    new PlayReadyBackEnd.Handler(URI.create("http://localhost:1/"), List.of(LicenseMaker.SECRET)));
            service.units(other.id(), 5);
            String url = service.token(
                    RunningService.text(other, Environment.TEST), Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
            assertRefused(-2030, PlayReadyFault.INTERNAL_ERROR, Api.postBytes(url, challenge()));
            assertEquals(5, service.units(other.id()));
            return;
        }
        assertRefused(-2030, PlayReadyFault.INTERNAL_ERROR, Api.postBytes(token(), challenge()));
        assertEquals(before, service.units(account.id()));
        assertEquals(-1, newest().charged());
        assertEquals(List.of(), service.operator().verification().findings());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 502, 504})
    void when_nobody_knows_the_charge_stays_and_the_same_challenge_is_free(int status) throws Exception {
        long before = service.units(account.id());
        maker.behave((body, grant) -> status == 0
                ? Optional.empty()
                : Optional.of(new LicenseMaker.Answer(status, new byte[0], Optional.empty())));
        String url = token();
        byte[] challenge = challenge();
        assertRefused(-2030, PlayReadyFault.INTERNAL_ERROR, Api.postBytes(url, challenge));
        assertEquals(before - 1, service.units(account.id()));
        assertEquals(0, newest().charged());
        maker.behave(maker.honestly());
        // A refusal is repeated from memory for a second.
        Thread.sleep(1_100);
        assertEquals(1, licenses(Api.postBytes(url, challenge)).size());
        assertEquals(before - 1, service.units(account.id()));
    }

    @Test
    void a_token_that_is_bound_to_a_device_is_good_for_that_alone() throws Exception {
        assertEquals(200, Api.postBytes(token(), challenge()).status());
        String device = newest().deviceId().orElseThrow();
        assertEquals(
                1,
                licenses(Api.postBytes(token("deviceId", device), challenge())).size());
        long before = service.units(account.id());
        byte[] stranger = Viewer.playReady().challenge(List.of(KID), Optional.empty());
        assertRefused(-4001, PlayReadyFault.SERVICE_SPECIFIC, Api.postBytes(token("deviceId", device), stranger));
        assertEquals(before, service.units(account.id()), "nothing was handed over, so nothing is charged");
    }

    @Test
    void a_fault_can_be_ordered() throws Exception {
        long before = service.units(account.id());
        for (String status : List.of("0x8004C065", "0x8004C60B", "0x8004C602", "0x8004C60D")) {
            var fault = fault(Api.postBytes(token("licetFault", "pr:" + status), challenge()));
            assertEquals(status, PlayReadyFault.hex(fault.status()));
        }
        assertEquals(before, service.units(account.id()));
    }

    @Test
    void other_operations_go_on_or_are_refused_in_words() throws Exception {
        String url = token();
        for (String name : List.of("AcknowledgeLicense", "ProcessSecureStopData", "ProcessDeleteLicenseData")) {
            byte[] body = PlayReadyClient.operation(name);
            var reply = Api.postBytes(url, body);
            assertEquals(200, reply.status(), reply.text());
            assertArrayEquals(body, maker.asked().getLast().body());
            assertEquals(Event.Kind.REPORTED, newest().kind());
            assertEquals(name, newest().facts().get("operation"));
        }
        for (String name : List.of(
                "AcquirePackagingData", "GetMeteringCertificate", "ProcessMeteringData", "JoinDomain", "LeaveDomain")) {
            var fault = fault(Api.postBytes(url, PlayReadyClient.operation(name)));
            assertTrue(fault.words().contains("does not offer " + name), fault.words());
            assertEquals(name, newest().facts().get("operation"));
            assertEquals(Event.Kind.DENIED, newest().kind());
        }
    }

    @Test
    void without_a_license_maker_nobody_is_served_and_nothing_is_charged() throws Exception {
        var other = service.account("without");
        service.units(other.id(), 5);
        String url = service.token(
                RunningService.text(other, Environment.TEST), Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
        assertRefused(-4001, PlayReadyFault.SERVICE_SPECIFIC, Api.postBytes(url, challenge()));
        assertEquals(5, service.units(other.id()));
    }

    @Test
    void a_vendor_is_told_by_headers_and_gets_no_grant() throws Exception {
        var other = service.account("vendor");
        LicenseMaker.serve(
                service,
                other.id(),
                new PlayReadyBackEnd.Vendor(
                        maker.url(), List.of(UpstreamHeader.of("x-dt-custom-data", "{account} {kid} {cookie}"))));
        byte[] license = ("<s:Envelope xmlns:s=\"" + PlayReadyRequest.SOAP
                        + "\"><s:Body><AcquireLicenseResponse><AcquireLicenseResult><Response><LicenseResponse>"
                        + "<Licenses><License>AAAA</License></Licenses></LicenseResponse></Response>"
                        + "</AcquireLicenseResult></AcquireLicenseResponse></s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
        maker.behave((body, grant) -> Optional.of(new LicenseMaker.Answer(200, license, Optional.of("e30"))));
        var parameters = TokenCatalogue.good(Drm.PLAYREADY);
        parameters.put("cookie", "order 1");
        String url = service.token(RunningService.text(other, Environment.TEST), Drm.PLAYREADY, parameters);
        assertArrayEquals(license, Api.postBytes(url, challenge()).body());
        var asked = maker.asked().getLast();
        assertEquals(Optional.empty(), asked.grant());
        assertEquals(
                other.id() + " " + TokenCatalogue.KID + " order%201",
                asked.headers().get("x-dt-custom-data"));
    }

    @Test
    void microsoft_s_test_server_is_told_in_the_url_and_not_in_production() throws Exception {
        var other = service.account("test server");
        var backEnd = new PlayReadyBackEnd.MicrosoftTest(maker.url());
        LicenseMaker.serve(service, other.id(), backEnd);
        byte[] license = ("<s:Envelope xmlns:s=\"" + PlayReadyRequest.SOAP
                        + "\"><s:Body><AcquireLicenseResponse><AcquireLicenseResult><Response><LicenseResponse>"
                        + "<Licenses><License>AAAA</License></Licenses></LicenseResponse></Response>"
                        + "</AcquireLicenseResult></AcquireLicenseResponse></s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
        maker.behave((body, grant) -> Optional.of(new LicenseMaker.Answer(200, license, Optional.empty())));
        String url = service.token(
                RunningService.text(other, Environment.TEST), Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
        assertEquals(200, Api.postBytes(url, challenge()).status());
        assertEquals(
                "cfg=(kid:fd1a706a-c2b3-6002-888f-6d4a414333c3,contentkey:VDi3Gb9HovVngjdHfbL55g==,sl:2000,"
                        + "ckt:aes128bitctr,persist:false,avopl:150,caopl:200,ucaopl:250,cvopl:500,ucvopl:270)",
                maker.asked().getLast().query());
        var refused = service.operator().administration().playReady().set(other.id(), Environment.PRODUCTION, backEnd);
        assertTrue(refused.toString().contains("TEST_ENVIRONMENT_ONLY"), refused.toString());
    }

    @Test
    void grants_that_are_not_for_this_very_request_are_refused_with_a_reason() throws Exception {
        byte[] challenge = challenge();
        assertEquals(200, Api.postBytes(token(), challenge).status());
        var grant = maker.asked().getLast().grant();
        var now = InstantSource.system();
        assertReason("the grant is for another challenge", LicenseMaker.handler("test", now), challenge(), grant);
        assertReason(
                "the grant has expired",
                LicenseMaker.handler("test", InstantSource.fixed(Instant.now().plusSeconds(61))),
                challenge,
                grant);
        assertReason("the grant is of another environment", LicenseMaker.handler("production", now), challenge, grant);
        assertReason(
                "the grant has 64 kB or more",
                LicenseMaker.handler("test", now),
                challenge,
                Optional.of("a".repeat(65_536)));
        assertReason("there is no grant", LicenseMaker.handler("test", now), challenge, Optional.empty());
        var handler = LicenseMaker.handler("test", now);
        assertEquals(200, handler.answer(challenge, grant).status());
        assertReason("the grant was used before", handler, challenge, grant);
        String text = grant.orElseThrow();
        for (int i = 0; i < text.length(); i += 7) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertEquals(
                    500,
                    LicenseMaker.handler("test", now)
                            .answer(challenge, Optional.of(changed))
                            .status());
        }
    }

    private static void assertReason(String reason, TestHandler handler, byte[] body, Optional<String> grant)
            throws Exception {
        var reply = handler.answer(body, grant);
        assertEquals(500, reply.status());
        var fault = ((PlayReadyAnswer.Refused) PlayReadyAnswer.read(reply.body())).fault();
        assertEquals(reason, fault.words());
    }

    @Test
    void the_second_secret_is_as_good_as_the_first() throws Exception {
        var other = service.account("rotating");
        for (var secrets : List.of(
                List.of(LicenseMaker.SECRET),
                List.of(LicenseMaker.OTHER, LicenseMaker.SECRET),
                List.of(LicenseMaker.OTHER))) {
            LicenseMaker.serve(service, other.id(), new PlayReadyBackEnd.Handler(maker.url(), secrets));
            String url = service.token(
                    RunningService.text(other, Environment.TEST), Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
            assertEquals(1, licenses(Api.postBytes(url, challenge())).size());
            String header = maker.asked().getLast().grant().orElseThrow().split("\\.")[0];
            String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
            assertTrue(json.contains("\"kid\":\"" + secrets.getFirst().id() + "\""), json);
        }
    }

    /// The simulated client's content is in AES-CTR.
    @Test
    void content_in_another_mode_than_the_license_leaves_a_lint() throws Exception {
        assertEquals(
                1,
                licenses(Api.postBytes(token("algId", "aescbc"), challenge())).size());
        assertEquals("content-mode", newest().facts().get("lint"));
        assertEquals(1, licenses(Api.postBytes(token(), challenge())).size());
        assertEquals(null, newest().facts().get("lint"));
    }

    @Test
    void a_device_whose_clock_is_wrong_leaves_a_lint_beside_others() throws Exception {
        var late = new PlayReadyClient(
                client.key(), InstantSource.fixed(Instant.now().minusSeconds(3600)), RunningService.RANDOM);
        byte[] body = PlayReadyClient.keyMessage(late.challenge(List.of(KID), Optional.empty()));
        assertEquals(1, licenses(Api.postBytes(token(), body)).size());
        assertEquals("key-message-wrapper,clock-skew", newest().facts().get("lint"));
    }

    @Test
    void preflight_and_errors_are_open_to_pages_of_any_origin() {
        String url = token();
        var preflight = Api.options(url, "Origin", "https://player.example");
        assertEquals(204, preflight.status());
        assertTrue(preflight.header("Access-Control-Allow-Headers").contains("soapaction"));
        assertTrue(preflight.header("Access-Control-Allow-Headers").contains("content-type"));
        var refused = Api.postBytes(url, new byte[] {1}, "Origin", "https://player.example");
        assertEquals("https://player.example", refused.header("Access-Control-Allow-Origin"));
        assertTrue(refused.header("Access-Control-Expose-Headers").contains("Licet-Code"));
    }

    @Test
    void no_secret_leaves_beside_the_grant() {
        assertEquals(200, Api.postBytes(token(), challenge()).status());
        var asked = maker.asked().getLast();
        for (Map.Entry<String, String> header : asked.headers().entrySet()) {
            assertFalse(header.getValue().contains(TokenCatalogue.KEY), header.getKey());
        }
        assertEquals("", asked.query());
    }
}
