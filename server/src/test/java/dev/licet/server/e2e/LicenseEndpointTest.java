package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import dev.licet.storage.account.CreatedAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Google's license interface as proxies call it (reference: widevine.md 3), with licenses that devices open.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LicenseEndpointTest {
    private static final Environment TEST = Environment.TEST;

    private final AtomicInteger names = new AtomicInteger();
    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = running(data);
    }

    /// On the embedded database.
    RunningService running(Path data) {
        return RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /// An account with a signer.
    private final class Studio {
        final CreatedAccount account = service.account("studio");
        final Signer signer = ProxyRequest.signer(service, account.id(), TEST, "studio-" + names.incrementAndGet());

        Studio() {
            service.units(account.id(), 9);
        }

        Api.Reply post(ProxyRequest request) {
            return post(request.signed(signer));
        }

        Api.Reply post(byte[] body) {
            return Api.postBytes(service.url(TEST, "/wv/getlicense/" + signer.name()), body);
        }

        JsonObject ask(ProxyRequest request) {
            Api.Reply reply = post(request);
            assertEquals(200, reply.status(), reply.text());
            return json(reply);
        }

        EventRecord newest() {
            return records().getFirst();
        }

        List<EventRecord> records() {
            return service.operator().records().latest(account.id(), TEST, 50);
        }

        long units() {
            return service.units(account.id());
        }
    }

    private static JsonObject json(Api.Reply reply) {
        try {
            return JsonObject.read(reply.body());
        } catch (MalformedJson bad) {
            throw new AssertionError(reply.text(), bad);
        }
    }

    private static String text(JsonObject json, String name) {
        try {
            return json.text(name).orElse("");
        } catch (MalformedJson bad) {
            throw new AssertionError(bad);
        }
    }

    private static byte[] license(JsonObject answer) {
        assertEquals("OK", text(answer, "status"), text(answer, "status_message"));
        try {
            return answer.bytes("license").orElseThrow();
        } catch (MalformedJson bad) {
            throw new AssertionError(bad);
        }
    }

    private WidevineCdm device() {
        return Viewer.widevine(service);
    }

    private byte[] challenge() {
        return device().challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                .body();
    }

    @Test
    void a_device_gets_the_keys_with_the_rules_of_the_message() throws MalformedMessage, MalformedJson {
        var studio = new Studio();
        var cdm = device();
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        String more = ",\"content_id\":\"ZmlsbS0x\",\"policy_overrides\":{\"can_play\":true,"
                + "\"rental_duration_seconds\":3600,\"playback_duration_seconds\":90,\"can_renew\":true,"
                + "\"license_duration_seconds\":600,\"renewal_delay_seconds\":300,"
                + "\"renewal_server_url\":\"https://renew.example/wv?studio=1\","
                + "\"renewal_retry_interval_seconds\":10,\"renewal_recovery_duration_seconds\":60},"
                + "\"use_policy_overrides_exclusively\":true,"
                + "\"session_init\":{\"session_id\":\"AAECAwQFBgc=\",\"purchase_id\":\"b3JkZXIgNDcxMQ==\"}";
        String specs = ProxyRequest.spec(TokenCatalogue.KID, TokenCatalogue.KEY, 3) + ","
                + ProxyRequest.spec(TokenCatalogue.KEK, TokenCatalogue.IV, 1);
        JsonObject answer = studio.ask(ProxyRequest.withKeys(challenge.body(), specs, more));
        var license = cdm.receive(challenge, license(answer));
        assertEquals(2, license.keys().size());
        var key = license.keys().getFirst();
        assertEquals(TokenCatalogue.KID, HexFormat.of().formatHex(key.kid()));
        assertTrue(key.key().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
        assertEquals(3, key.level());
        assertEquals(1, key.hdcp());
        var policy = license.license().policy().orElseThrow();
        assertEquals(
                List.of(3600L, 90L, 600L, 300L, 10L, 60L),
                List.of(
                                policy.rental(),
                                policy.playback(),
                                policy.license(),
                                policy.renewalDelay(),
                                policy.renewalRetry(),
                                policy.renewalRecovery())
                        .stream()
                        .map(OptionalLong::orElseThrow)
                        .toList());
        assertEquals(Optional.of("https://renew.example/wv?studio=1"), policy.renewalServer());
        assertTrue(policy.canPlay() && policy.canRenew() && !policy.canPersist());
        assertEquals("LICENSE", text(answer, "message_type"));
        JsonObject metadata = answer.object("license_metadata").orElseThrow();
        assertEquals("NEW", text(metadata, "request_type"));
        assertEquals("STREAMING", text(metadata, "license_type"));
        assertEquals("film-1", new String(metadata.bytes("content_id").orElseThrow(), StandardCharsets.UTF_8));
        assertEquals(2, answer.objects("supported_tracks").size());
        assertFalse(answer.objects("client_info").isEmpty());
        assertEquals(8, studio.units());
        EventRecord record = studio.newest();
        assertEquals(Event.Kind.REDEEMED, record.kind());
        assertEquals(1, record.charged());
        assertEquals(Optional.of("film-1"), record.contentId());
        assertEquals(Optional.of("order 4711"), record.cookie());
        assertEquals(studio.signer.name(), record.facts().get("signer"));
        assertEquals("getlicense", record.facts().get("door"));
        assertEquals("0001020304050607", record.facts().get("session"));
        assertEquals(List.of(TokenCatalogue.KID, TokenCatalogue.KEK), record.kids());
    }

    @Test
    void without_overrides_a_license_lasts_and_is_not_kept_or_renewed_beyond_what_the_service_allows()
            throws MalformedMessage {
        var studio = new Studio();
        var cdm = device();
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var received = cdm.receive(challenge, license(studio.ask(ProxyRequest.of(challenge.body(), ""))));
        var policy = received.license().policy().orElseThrow();
        assertTrue(policy.rental().isEmpty() && policy.playback().isEmpty() && !policy.canPersist());
        var strict = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        String never = ",\"policy_overrides\":{\"can_play\":true,\"license_duration_seconds\":60}";
        var limited = cdm.receive(strict, license(studio.ask(ProxyRequest.of(strict.body(), never))))
                .license()
                .policy()
                .orElseThrow();
        assertFalse(limited.canRenew());
        assertEquals(OptionalLong.of(60), limited.license());
    }

    @Test
    void privacy_mode_works_with_the_certificate_that_the_door_gives() throws MalformedMessage {
        var studio = new Studio();
        var cdm = device();
        JsonObject asked = studio.ask(new ProxyRequest("{\"payload\":\"CAQ=\"}"));
        assertEquals("SERVICE_CERTIFICATE", text(asked, "message_type"));
        int before = studio.records().size();
        var certificate = cdm.serviceCertificate(license(asked));
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.of(certificate));
        var received = cdm.receive(challenge, license(studio.ask(ProxyRequest.of(challenge.body(), ""))));
        assertTrue(received.keys().getFirst().key().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
        assertEquals(before + 1, studio.records().size(), "the certificate is not recorded");
        assertEquals(8, studio.units());
    }

    @Test
    void a_repeated_challenge_is_a_retry_and_a_new_one_is_charged() {
        var studio = new Studio();
        byte[] challenge = challenge();
        license(studio.ask(ProxyRequest.of(challenge, "")));
        license(studio.ask(ProxyRequest.of(challenge, "")));
        assertEquals(8, studio.units());
        assertEquals("true", studio.newest().facts().get("repeated"));
        String other = ProxyRequest.spec(TokenCatalogue.KEK, TokenCatalogue.IV, 1);
        license(studio.ask(ProxyRequest.withKeys(challenge, other, "")));
        assertEquals(7, studio.units(), "other keys are another license");
        license(studio.ask(ProxyRequest.of(challenge(), "")));
        assertEquals(6, studio.units());
    }

    @Test
    void licenses_of_one_purchase_are_charged_like_those_of_one_token() {
        var studio = new Studio();
        var ids = new HashSet<String>();
        for (int i = 0; i < 6; i++) {
            license(studio.ask(ProxyRequest.of(challenge(), ",\"session_init\":{\"purchase_id\":\"//8=\"}")));
            ids.add(studio.newest().tokenId().orElseThrow());
        }
        assertEquals(7, studio.units(), "one unit opens a window, four more are free, the sixth opens the next");
        assertEquals(1, ids.size());
        assertEquals(Optional.of("ffff"), studio.newest().cookie());
        assertEquals(2, studio.newest().window());
    }

    @Test
    void a_license_is_renewed_and_given_back_free_of_charge() throws MalformedMessage, MalformedJson {
        var studio = new Studio();
        var cdm = device();
        String terms = ",\"policy_overrides\":{\"can_renew\":true,\"license_duration_seconds\":600}";
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var first = cdm.receive(challenge, license(studio.ask(ProxyRequest.of(challenge.body(), terms))));
        var renewal = studio.ask(ProxyRequest.of(cdm.renewal(first, 5).body(), terms));
        var renewed = cdm.receiveRenewal(first, license(renewal));
        assertEquals("RENEWAL", text(renewal.object("license_metadata").orElseThrow(), "request_type"));
        assertEquals(Event.Kind.RENEWED, studio.newest().kind());
        var release = studio.ask(ProxyRequest.of(cdm.release(renewed, 9).body(), terms));
        cdm.receiveRelease(renewed, license(release));
        assertEquals(Event.Kind.RELEASED, studio.newest().kind());
        var late = studio.ask(ProxyRequest.of(cdm.renewal(renewed, 12).body(), terms));
        assertEquals("INVALID_LICENSE_CHALLENGE", text(late, "status"));
        assertEquals(8, studio.units());
        assertEquals(studio.signer.name(), studio.newest().facts().get("signer"));
    }

    @Test
    void a_license_to_keep_needs_terms_that_allow_it() throws MalformedMessage {
        var studio = new Studio();
        var cdm = device();
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.OFFLINE, Optional.empty());
        JsonObject refused = studio.ask(ProxyRequest.of(challenge.body(), ""));
        assertEquals("LICENSE_DENIED", text(refused, "status"));
        assertEquals(-7008, studio.newest().code());
        var again = cdm.challenge(Viewer.pssh(), LicenseType.OFFLINE, Optional.empty());
        String kept = ",\"policy_overrides\":{\"can_persist\":true}";
        var received = cdm.receive(again, license(studio.ask(ProxyRequest.of(again.body(), kept))));
        assertTrue(received.license().policy().orElseThrow().canPersist());
    }

    @Test
    void tracks_that_are_allowed_get_the_keys_that_packagers_were_given() throws MalformedMessage {
        var encryptor = Encryptor.seeded(service);
        var signer = ProxyRequest.signer(service, encryptor.account(), TEST, "kept");
        String url = service.url(TEST, "/wv/getlicense/kept");
        Api.Reply packaged = Api.get(
                service.url(TEST, "/cpix/premiere?tracks=SD,HD,UHD1,AUDIO"), "Authorization", encryptor.basic());
        Map<String, String> keys = Encryptor.values(Encryptor.read(packaged.body()));
        String content = Base64.getEncoder().encodeToString("premiere".getBytes(StandardCharsets.UTF_8));
        for (var tracks : Map.of("SD_ONLY", 2, "SD_HD", 3, "SD_UHD2", 4).entrySet()) {
            var cdm = device();
            var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
            var request = ProxyRequest.bare(
                    challenge.body(),
                    ",\"content_id\":\"" + content + "\",\"allowed_track_types\":\"" + tracks.getKey() + "\"");
            var received = cdm.receive(challenge, license(json(Api.postBytes(url, request.signed(signer)))));
            assertEquals(tracks.getValue(), received.keys().size(), tracks.getKey());
            for (var key : received.keys()) {
                String dashed =
                        HexFormat.of().formatHex(key.kid()).replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-");
                byte[] value = Base64.getDecoder().decode(keys.get(dashed));
                assertTrue(key.key().sameAs(SecretBytes.copyOf(value)));
            }
        }
        named(signer, url, keys.keySet().iterator().next());
        var unknown = ProxyRequest.bare(challenge(), ",\"content_id\":\"eA==\",\"allowed_track_types\":\"SD_HD\"");
        assertEquals("INVALID_REQUEST", text(json(Api.postBytes(url, unknown.signed(signer))), "status"));
    }

    /// The challenge alone tells which content.
    private void named(Signer signer, String url, String kid) throws MalformedMessage {
        byte[] pssh = WidevinePssh.ofKeyIds(List.of(HexFormat.of().parseHex(kid.replace("-", ""))))
                .toBytes();
        var cdm = device();
        var challenge = cdm.challenge(pssh, LicenseType.STREAMING, Optional.empty());
        var request = ProxyRequest.bare(challenge.body(), ",\"allowed_track_types\":\"SD_HD\"");
        var received = cdm.receive(challenge, license(json(Api.postBytes(url, request.signed(signer)))));
        assertEquals(3, received.keys().size());
    }

    @Test
    void a_challenge_is_described_without_a_license_or_a_charge() throws MalformedJson {
        var studio = new Studio();
        JsonObject answer = studio.ask(ProxyRequest.bare(challenge(), ",\"parse_only\":true"));
        assertEquals("OK", text(answer, "status"));
        assertTrue(answer.bytes("license").isEmpty());
        assertFalse(text(answer, "make").isEmpty());
        assertArrayEquals(
                HexFormat.of().parseHex(TokenCatalogue.KID),
                Base64.getDecoder()
                        .decode(answer.object("pssh_data")
                                .orElseThrow()
                                .texts("key_id")
                                .getFirst()));
        assertEquals(9, studio.units());
        assertEquals(Event.Kind.REPORTED, studio.newest().kind());
        byte[] foreign = Viewer.stranger()
                .challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                .body();
        JsonObject refused = studio.ask(ProxyRequest.bare(foreign, ",\"parse_only\":true"));
        assertEquals("INVALID_LICENSE_CHALLENGE", text(refused, "status"));
    }

    @Test
    void a_stranger_is_told_from_a_broken_challenge_in_the_record_alone() {
        var studio = new Studio();
        byte[] foreign = Viewer.stranger()
                .challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                .body();
        for (byte[] bad : List.of(foreign, new byte[] {1, 2, 3}, new byte[] {8, 2})) {
            JsonObject answer = studio.ask(ProxyRequest.of(bad, ""));
            assertEquals("INVALID_LICENSE_CHALLENGE", text(answer, "status"));
            assertEquals(-4001, studio.newest().code());
            assertEquals(studio.signer.name(), studio.newest().facts().get("signer"));
        }
        assertEquals(9, studio.units());
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, '{\"payload\":\"CAESAA==\"}'",
        "INVALID_REQUEST, '{}'",
        "MALFORMED_REQUEST, '[]'",
        "MALFORMED_REQUEST, '{\"payload\":7}'",
    })
    void a_message_that_cannot_be_served_has_a_status_and_a_record(String status, String message) {
        var studio = new Studio();
        Api.Reply reply = studio.post(new ProxyRequest(message));
        assertEquals(200, reply.status());
        assertEquals(status, text(json(reply), "status"));
        assertEquals("-9002", reply.header("Licet-Code"));
        assertEquals(-9002, studio.newest().code());
        assertEquals(Event.Kind.DENIED, studio.newest().kind());
        assertEquals("signed-request", studio.newest().facts().get("rule"));
        assertEquals(studio.newest().reason(), text(json(reply), "status_message"));
    }

    @Test
    void a_wrong_signature_is_refused_and_on_record() {
        var studio = new Studio();
        var request = ProxyRequest.of(challenge(), "");
        byte[] signature = ((AesKey) studio.signer.key()).sign(request.bytes());
        signature[0] ^= 1;
        Api.Reply reply = studio.post(ShakaRequest.envelope(request.bytes(), signature, studio.signer.name()));
        assertEquals("SIGNATURE_FAILED", text(json(reply), "status"));
        assertEquals("the signature is wrong", studio.newest().reason());
        assertEquals(9, studio.units());
        byte[] changed = request.message().replace("HDCP_V1", "HDCP_V2").getBytes(StandardCharsets.UTF_8);
        byte[] good = ((AesKey) studio.signer.key()).sign(request.bytes());
        Api.Reply rewritten = studio.post(ShakaRequest.envelope(changed, good, studio.signer.name()));
        assertEquals("SIGNATURE_FAILED", text(json(rewritten), "status"));
    }

    @Test
    void nobody_asks_for_somebody_else() {
        var one = new Studio();
        var other = new Studio();
        byte[] theirs = ProxyRequest.of(challenge(), "").signed(other.signer);
        assertEquals("ACCESS_DENIED", text(json(one.post(theirs)), "status"));
        String url = service.url(Environment.PRODUCTION, "/wv/getlicense/" + one.signer.name());
        JsonObject elsewhere =
                json(Api.postBytes(url, ProxyRequest.of(challenge(), "").signed(one.signer)));
        assertEquals("this is a signer of test; this host is production", text(elsewhere, "status_message"));
        assertEquals(List.of(9L, 9L), List.of(one.units(), other.units()));
    }

    @Test
    void an_account_that_is_off_or_empty_or_stopped_gets_nothing() {
        var studio = new Studio();
        service.units(studio.account.id(), 0);
        Api.Reply empty = studio.post(ProxyRequest.of(challenge(), ""));
        assertEquals("ACCESS_DENIED", text(json(empty), "status"));
        assertEquals("-2019", empty.header("Licet-Code"));
        service.configure(studio.account.id(), Set.of(Drm.FAIRPLAY), Profile.PUBLISHED, OptionalInt.empty());
        assertEquals("-7011", studio.post(ProxyRequest.of(challenge(), "")).header("Licet-Code"));
        service.enable(studio.account.id(), false);
        Api.Reply off = studio.post(ProxyRequest.of(challenge(), ""));
        assertEquals("ACCESS_DENIED", text(json(off), "status"));
        assertEquals("-2031", off.header("Licet-Code"));
    }

    @Test
    void what_is_no_envelope_is_malformed_and_the_path_takes_post_alone() {
        var studio = new Studio();
        for (String body : List.of("", "{}", "{\"request\":\"e30=\"}", "[]")) {
            Api.Reply reply = studio.post(body.getBytes(StandardCharsets.UTF_8));
            assertEquals("MALFORMED_REQUEST", text(json(reply), "status"));
        }
        assertEquals(405, Api.get(service.url(TEST, "/wv/getlicense/x")).status());
    }

    @Test
    void another_licet_is_a_client_of_this_door(@TempDir Path front) throws Exception {
        var studio = new Studio();
        var aes = (AesKey) studio.signer.key();
        var url = URI.create(service.url(TEST, "/wv/getlicense/" + studio.signer.name()));
        try (var node = RunningService.start(front)) {
            var account = node.account("front");
            node.units(account.id(), 9);
            var backEnd = new SignedJson(url, studio.signer.name(), aes.key(), aes.iv());
            node.operator()
                    .administration()
                    .widevineBackEnds()
                    .set(account.id(), TEST, backEnd)
                    .orThrow();
            String token =
                    node.token(RunningService.text(account, TEST), Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE));
            var cdm = device();
            var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
            byte[] answer = eventually(token, challenge.body());
            var received = cdm.receive(challenge, answer);
            assertTrue(received.keys().getFirst().key().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
            var front1 = node.operator().records().latest(account.id(), TEST, 1).getFirst();
            assertEquals("signed-json", front1.facts().get("back_end"));
            assertEquals("OK", front1.facts().get("upstream_status"));
            assertEquals(front1.tokenId(), studio.newest().cookie(), "the purchase is the token of the front");
            var renewal = Api.postBytes(token, cdm.renewal(received, 5).body());
            assertEquals(200, renewal.status(), renewal.text());
            cdm.receiveRenewal(received, renewal.body());
            assertEquals(Event.Kind.RENEWED, studio.newest().kind());
            byte[] certificate = Api.postBytes(token, cdm.certificateRequest()).body();
            var hidden = cdm.challenge(
                    Viewer.pssh(), LicenseType.STREAMING, Optional.of(cdm.serviceCertificate(certificate)));
            cdm.receive(hidden, Api.postBytes(token, hidden.body()).body());
            byte[] keep = cdm.challenge(Viewer.pssh(), LicenseType.OFFLINE, Optional.empty())
                    .body();
            assertEquals(403, Api.postBytes(token, keep).status());
            service.enable(studio.account.id(), false);
            byte[] late = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                    .body();
            assertEquals(500, Api.postBytes(token, late).status());
        }
    }

    /// What is kept in memory follows the database within a second.
    private static byte[] eventually(String token, byte[] challenge) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Api.Reply reply = Api.postBytes(token, challenge);
            if (reply.status() == 200) return reply.body();
            Thread.sleep(1100);
        }
        throw new AssertionError("the back end is not asked");
    }

    @Test
    void no_key_stands_in_answers_or_records() {
        var studio = new Studio();
        Api.Reply reply = studio.post(ProxyRequest.of(challenge(), ""));
        String canary = ProxyRequest.base64(TokenCatalogue.KEY);
        assertFalse(reply.text().contains(canary));
        Api.Reply refused = studio.post(ProxyRequest.of(new byte[] {1}, ""));
        String all = refused.text() + studio.records();
        assertFalse(all.contains(canary) || all.contains(TokenCatalogue.KEY), all);
    }
}
