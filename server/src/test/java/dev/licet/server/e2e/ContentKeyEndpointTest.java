package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.Signer.RsaKey;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

/// Google's key interface as shaka-packager calls it (reference: ecosystem.md 5.1).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentKeyEndpointTest {
    private static final Environment TEST = Environment.TEST;

    private final AtomicInteger names = new AtomicInteger();
    private RunningService service;
    private Encryptor encryptor;
    private Signer signer;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        encryptor = Encryptor.seeded(service);
        signer = signer(encryptor.account(), TEST);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /// A new one that the service knows. It looks for changes once a second.
    private Signer signer(AccountId account, Environment environment) {
        var key = new AesKey(
                SecretBytes.random(RunningService.RANDOM, AesKey.KEY_BYTES),
                SecretBytes.random(RunningService.RANDOM, AesKey.IV_BYTES));
        var made = new Signer("signer-" + names.incrementAndGet(), account, environment, key);
        service.operator().administration().signers().create(made).orThrow();
        for (int tries = 0; tries < 100; tries++) {
            var answer = post(made.name(), ShakaRequest.of("x", "", "").signed(made), environment);
            if (!message(answer).contains("no such signer")) return made;
            pause();
        }
        throw new IllegalStateException("the service does not notice the signer");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Api.Reply post(String path, byte[] body, Environment environment) {
        String url = service.url(environment, "/wv/getcontentkey/" + path);
        return Api.postBytes(url, body, "User-Agent", "ShakaPackager/v3.4.2", "Content-Type", "application/json");
    }

    private static String message(Api.Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        assertEquals("application/json", reply.header("Content-Type"));
        try {
            byte[] response = JsonObject.read(reply.body()).bytes("response").orElseThrow();
            return new String(response, StandardCharsets.UTF_8);
        } catch (MalformedJson bad) {
            throw new AssertionError(bad);
        }
    }

    private JsonObject ask(ShakaRequest request) {
        return read(post(signer.name(), request.signed(signer), TEST));
    }

    private static JsonObject read(Api.Reply reply) {
        try {
            return JsonObject.read(message(reply).getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson bad) {
            throw new AssertionError(bad);
        }
    }

    private static String status(JsonObject answer) {
        try {
            return answer.text("status").orElseThrow();
        } catch (MalformedJson bad) {
            throw new AssertionError(bad);
        }
    }

    /// One track of an answer.
    private record Track(String type, String kid, String key, OptionalLong period, byte[] pssh, byte[] box) {}

    private static List<Track> tracks(JsonObject answer) {
        try {
            assertEquals("OK", status(answer));
            var tracks = new ArrayList<Track>();
            for (JsonObject track : answer.objects("tracks")) tracks.add(track(track));
            return tracks;
        } catch (MalformedJson bad) {
            throw new AssertionError(bad);
        }
    }

    private static Track track(JsonObject track) throws MalformedJson {
        JsonObject pssh = track.objects("pssh").getFirst();
        return new Track(
                track.text("type").orElseThrow(),
                hex(track.bytes("key_id").orElseThrow()),
                hex(track.bytes("key").orElseThrow()),
                track.number("crypto_period_index", 0xffff_ffffL),
                pssh.bytes("data").orElseThrow(),
                pssh.bytes("boxes").orElseThrow());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private EventRecord last() {
        return service.operator().records().latest(encryptor.account(), TEST, 1).getFirst();
    }

    private Map<String, String> cpix(String path) {
        Api.Reply reply = Api.get(service.url(TEST, path), "Authorization", encryptor.basic());
        assertEquals(200, reply.status(), reply.text());
        var hexadecimal = new HashMap<String, String>();
        Encryptor.values(Encryptor.read(reply.body()))
                .forEach((kid, value) -> hexadecimal.put(
                        kid.replace("-", ""), hex(Base64.getDecoder().decode(value))));
        return hexadecimal;
    }

    @Test
    void each_track_gets_the_key_that_every_other_door_gives_for_it() throws MalformedJson, MalformedMessage {
        JsonObject answer = ask(ShakaRequest.of("premiere", "", ",\"protection_scheme\":\"CENC\""));
        List<Track> tracks = tracks(answer);
        assertEquals(
                List.of("SD", "HD", "UHD1", "UHD2", "AUDIO"),
                tracks.stream().map(Track::type).toList());
        var values = new HashMap<String, String>();
        tracks.forEach(track -> values.put(track.kid(), track.key()));
        assertEquals(values, cpix("/cpix/premiere?tracks=SD,HD,UHD1,UHD2,AUDIO"));
        assertEquals(
                "edef8ba979d64acea3c827dcd51d21ed",
                answer.objects("drm").getFirst().text("system_id").orElseThrow());
        for (Track track : tracks) {
            assertEquals(
                    track.kid(), hex(WidevinePssh.read(track.pssh()).keyIds().getFirst()));
            assertTrue(hex(track.box()).endsWith(hex(track.pssh())));
        }
        assertFalse(answer.flag("already_used"));
        JsonObject again = ask(ShakaRequest.of("premiere", "", ""));
        assertEquals(
                tracks.stream().map(Track::key).toList(),
                tracks(again).stream().map(Track::key).toList());
        assertTrue(again.flag("already_used"));
    }

    @Test
    void what_was_given_out_is_recorded_without_its_value() {
        var key = tracks(ask(ShakaRequest.of("recorded", "", ""))).getFirst();
        EventRecord record = last();
        assertEquals(Event.Kind.KEY_SERVED, record.kind());
        assertEquals("recorded", record.contentId().orElseThrow());
        assertEquals("getcontentkey", record.facts().get("door"));
        assertEquals(signer.name() + " ShakaPackager/v3.4.2", record.facts().get("caller"));
        assertFalse(record.toString().contains(key.key()));
        var kept = service.operator()
                .packagedKeys()
                .find(encryptor.account(), TEST, new KeyId(key.kid()))
                .orElseThrow();
        assertEquals(TrackType.SD, kept.type());
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "default, 5", "shared-video, 2", "shared, 1"})
    void the_policy_says_which_tracks_share_a_key(String policy, int keys) {
        List<Track> tracks = tracks(ask(ShakaRequest.of("shared", policy, "")));
        assertEquals(5, tracks.size());
        assertEquals(keys, Set.copyOf(tracks.stream().map(Track::key).toList()).size());
        if (keys > 2) return;
        var first = service.operator()
                .packagedKeys()
                .find(encryptor.account(), TEST, new KeyId(tracks.getFirst().kid()))
                .orElseThrow();
        assertEquals(TrackType.HD, first.type());
    }

    @Test
    void keys_rotate_with_the_period_and_an_index_wraps() throws MalformedMessage {
        var plain = tracks(ask(ShakaRequest.of("live", "", "")));
        String ten = ",\"first_crypto_period_index\":%s,\"crypto_period_count\":%d,\"crypto_period_seconds\":4";
        var first = tracks(ask(ShakaRequest.of("live", "", ten.formatted("0", 10))));
        assertEquals(50, first.size());
        assertEquals(OptionalLong.of(9), first.getLast().period());
        WidevinePssh pssh = WidevinePssh.read(first.getLast().pssh());
        assertEquals(OptionalLong.of(9), pssh.marks().periodIndex());
        assertEquals(OptionalLong.of(4), pssh.marks().periodSeconds());
        var distinct = new ArrayList<>(first.stream().map(Track::key).toList());
        plain.forEach(track -> distinct.add(track.key()));
        assertEquals(55, Set.copyOf(distinct).size());
        var overlapping = tracks(ask(ShakaRequest.of("live", "", ten.formatted("\"9\"", 1))));
        assertEquals(
                first.subList(45, 50).stream().map(Track::key).toList(),
                overlapping.stream().map(Track::key).toList());
        assertEquals(
                plain.stream().map(Track::key).toList(),
                tracks(ask(ShakaRequest.of("live", "", ""))).stream()
                        .map(Track::key)
                        .toList());
        var wrapped = tracks(ask(ShakaRequest.of("live", "", ten.formatted("4294967295", 2))));
        assertEquals(OptionalLong.of(0), wrapped.getLast().period());
        assertEquals(first.get(4).key(), wrapped.getLast().key());
    }

    @Test
    void pictures_with_a_feature_have_keys_of_their_own_and_sound_does_not() throws MalformedMessage {
        var plain = tracks(ask(ShakaRequest.of("dynamic", "", "")));
        var more = ",\"video_feature\":\"HDR\",\"group_id\":\"Z3JvdXA=\"";
        var featured = tracks(ask(ShakaRequest.of("dynamic", "", more)));
        for (int i = 0; i < 5; i++) {
            boolean sound = plain.get(i).type().equals("AUDIO");
            assertEquals(sound, plain.get(i).key().equals(featured.get(i).key()));
            var marks = WidevinePssh.read(featured.get(i).pssh()).marks();
            assertEquals(!sound, marks.videoFeature().isPresent());
            assertEquals("67726f7570", hex(marks.groupIds().getFirst()));
        }
    }

    @Test
    void in_chained_schemes_the_iv_comes_along_and_in_counter_mode_never() throws MalformedJson {
        var chained = ask(ShakaRequest.of("iv", "", ",\"protection_scheme\":\"CBCS\""));
        byte[] iv = chained.objects("tracks").getFirst().bytes("iv").orElseThrow();
        String cpix = Api.get(service.url(TEST, "/cpix/iv?tracks=SD&scheme=cbcs"), "Authorization", encryptor.basic())
                .text();
        assertTrue(cpix.contains("explicitIV=\"" + Base64.getEncoder().encodeToString(iv)), cpix);
        var counted = ask(ShakaRequest.of("iv", "", ""));
        assertTrue(counted.objects("tracks").getFirst().bytes("iv").isEmpty());
    }

    @Test
    void playready_s_object_is_made_where_it_is_asked_for() throws MalformedJson {
        String both = ShakaRequest.of("both", "", "").message().replace("\"WIDEVINE\"", "\"WIDEVINE\",\"PLAYREADY\"");
        JsonObject answer = ask(new ShakaRequest(both));
        assertEquals(2, answer.objects("drm").size());
        var pssh = answer.objects("tracks").getFirst().objects("pssh").getLast();
        assertEquals("PLAYREADY", pssh.text("drm_type").orElseThrow());
        String box = hex(pssh.bytes("boxes").orElseThrow());
        assertTrue(box.contains("9a04f07998404286ab92e65be0885f95"), box);
        assertTrue(box.endsWith(hex(pssh.bytes("data").orElseThrow())));
    }

    @Test
    void whoever_decrypts_asks_by_the_box() throws MalformedJson {
        var tracks = tracks(ask(ShakaRequest.of("decrypted", "", "")));
        byte[] box = WidevinePssh.ofKeyIds(tracks.stream()
                        .map(track -> HexFormat.of().parseHex(track.kid()))
                        .toList())
                .toBytes();
        JsonObject answer = ask(boxed(box));
        var byType = new HashMap<String, String>();
        tracks(answer).forEach(track -> byType.put(track.type(), track.key()));
        for (Track track : tracks) assertEquals(track.key(), byType.get(track.type()));
        for (Track track : tracks) assertEquals("cenc", scheme(track.kid()), "asking by the box says no scheme");
        ask(ShakaRequest.of("decrypted", "", ",\"protection_scheme\":\"CBCS\""));
        ask(boxed(box));
        for (Track track : tracks) assertEquals("cbcs", scheme(track.kid()));
        assertArrayEquals(
                "decrypted".getBytes(StandardCharsets.UTF_8),
                answer.bytes("content_id").orElseThrow());
        byte[] stranger = WidevinePssh.ofKeyIds(List.of(new byte[16])).toBytes();
        assertEquals("KEY_ID_MISMATCH", status(ask(boxed(stranger))));
        var elsewhere = tracks(ask(ShakaRequest.of("elsewhere", "", "")));
        byte[] mixed = WidevinePssh.ofKeyIds(List.of(
                        HexFormat.of().parseHex(tracks.getFirst().kid()),
                        HexFormat.of().parseHex(elsewhere.getFirst().kid())))
                .toBytes();
        assertEquals("CONTENT_ID_MISMATCH", status(ask(boxed(mixed))));
    }

    private String scheme(String kid) {
        return service.operator()
                .packagedKeys()
                .find(encryptor.account(), TEST, new KeyId(kid))
                .flatMap(PackagedKey::scheme)
                .orElseThrow()
                .word();
    }

    @Test
    void explain_tells_of_what_was_given_and_of_what_was_refused() {
        Api.Reply given =
                post(signer.name(), ShakaRequest.of("explained", "", "").signed(signer), TEST);
        String steps = explained(given);
        assertTrue(steps.contains("getcontentkey") && steps.contains("explained"), steps);
        var request = new ShakaRequest("{\"content_id\":\"Zg==\",\"policy\":\"gold\",\"tracks\":[{\"type\":\"SD\"}]}");
        String refused = explained(post(signer.name(), request.signed(signer), TEST));
        assertTrue(refused.contains(last().reason()) && refused.contains("getcontentkey"), refused);
        byte[] message = request.message().getBytes(StandardCharsets.UTF_8);
        Api.Reply forged = post(signer.name(), ShakaRequest.envelope(message, new byte[16], signer.name()), TEST);
        assertTrue(explained(forged).contains("the signature is wrong"), explained(forged));
    }

    private String explained(Api.Reply reply) {
        String url = service.url(TEST, "/explain?requestId=" + reply.header("X-Request-Id"));
        Api.Reply explained = Api.get(url, "Authorization", "Bearer " + encryptor.authenticator());
        assertEquals(200, explained.status(), explained.text());
        return explained.text();
    }

    private static ShakaRequest boxed(byte[] pssh) {
        String data = Base64.getEncoder().encodeToString(pssh);
        return new ShakaRequest("{\"pssh_data\":\"" + data + "\",\"tracks\":[{\"type\":\"SD\"}]}");
    }

    @Test
    void content_ids_that_are_no_text_have_keys_too() {
        String binary = "{\"content_id\":\"/wD/\",\"tracks\":[{\"type\":\"SD\"}]}";
        assertEquals(1, tracks(ask(new ShakaRequest(binary))).size());
        assertEquals("0xff00ff", last().contentId().orElseThrow());
        String long1024 = Base64.getEncoder().encodeToString(new byte[1024]);
        ask(new ShakaRequest("{\"content_id\":\"" + long1024 + "\",\"tracks\":[{\"type\":\"SD\"}]}"));
        assertTrue(last().contentId().orElseThrow().startsWith("sha256:"));
    }

    @Test
    void an_rsa_signature_will_do() {
        var pair = RsaPrivateKey.generate(2048, RunningService.RANDOM);
        var rsa = new Signer("rsa", encryptor.account(), TEST, new RsaKey(pair.publicKey()));
        service.operator().administration().signers().create(rsa).orThrow();
        byte[] message = ShakaRequest.of("movie", "", "").message().getBytes(StandardCharsets.UTF_8);
        byte[] body = ShakaRequest.envelope(message, Rsa.signPss(pair, message, RunningService.RANDOM), rsa.name());
        for (int tries = 0; message(post("rsa", body, TEST)).contains("no such signer") && tries < 100; tries++)
            pause();
        assertEquals(5, tracks(read(post("rsa", body, TEST))).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONTENT_ID_MISSING|{'tracks':[{'type':'SD'}]}",
                "CONTENT_ID_MISSING|{'content_id':'','tracks':[{'type':'SD'}]}",
                "POLICY_UNKNOWN|{'content_id':'Zg==','policy':'gold','tracks':[{'type':'SD'}]}",
                "TRACK_TYPE_MISSING|{'content_id':'Zg=='}",
                "TRACK_TYPE_MISSING|{'content_id':'Zg==','tracks':[]}",
                "TRACK_TYPE_UNKNOWN|{'content_id':'Zg==','tracks':[{'type':'8K'}]}",
                "TRACK_TYPE_UNKNOWN|{'content_id':'Zg==','tracks':[{}]}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'},{'type':'SD'}]}",
                "MALFORMED_REQUEST|{'content_id':'*','tracks':[{'type':'SD'}]}",
                "MALFORMED_REQUEST|{'content_id':7,'tracks':[{'type':'SD'}]}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':['SD']}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','content_id':'Zg==','tracks':[{'type':'SD'}]}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],'protection_scheme':'RC4'}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],'protection_scheme':'cenc'}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],'drm_types':['NAGRA']}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],'drm_types':['PLAYREADY'],"
                        + "'protection_scheme':'CENS'}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],'crypto_period_count':2}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],'first_crypto_period_index':0,"
                        + "'crypto_period_count':257}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],"
                        + "'first_crypto_period_index':4294967296}",
                "MALFORMED_REQUEST|{'content_id':'Zg==','tracks':[{'type':'SD'}],'video_feature':'a b'}",
                "MALFORMED_REQUEST|[]",
                "MALFORMED_REQUEST|{} {}",
                "NO_REQUESTED_CRYPTO_PERIODS|{'content_id':'Zg==','tracks':[{'type':'SD'}],"
                        + "'first_crypto_period_index':0,'crypto_period_count':0}",
                "TOO_MANY_CONTENT_SPECIFIERS|{'content_id':'Zg==','pssh_data':'Zg==','tracks':[{'type':'SD'}]}",
                "ASSET_NOT_FOUND|{'asset_id':7,'tracks':[{'type':'SD'}]}",
                "INVALID_WIDEVINE_PSSH|{'pssh_data':'/w==','tracks':[{'type':'SD'}]}",
                "INVALID_WIDEVINE_PSSH|{'pssh_data':'','tracks':[{'type':'SD'}]}",
                "INVALID_WIDEVINE_PSSH|{'pssh_data':'IgA=','tracks':[{'type':'SD'}]}",
                "ACCESS_DENIED|{'content_id':'Zg==','tracks':[{'type':'SD'}],'enable_entitlement_license':true}",
            })
    void a_request_that_cannot_be_served_has_a_status_and_a_record(String status, String message) {
        var request = new ShakaRequest(message.replace('\'', '"'));
        Api.Reply reply = post(signer.name(), request.signed(signer), TEST);
        assertEquals(status, status(read(reply)));
        assertEquals("-9001", reply.header("Licet-Code"));
        assertEquals(Event.Kind.KEY_REFUSED, last().kind());
        assertTrue(message(reply).contains(last().reason().replace("\"", "\\\"")));
    }

    @Test
    void a_kek_that_is_none_is_not_passed_over() {
        byte[] body = ShakaRequest.of("movie", "", "").signed(signer);
        String url = service.url(TEST, "/wv/getcontentkey/" + signer.name());
        Api.Reply reply = Api.postBytes(url, body, "Content-Type", "application/json", "X-Licet-Kek", "00");
        assertEquals("MALFORMED_REQUEST", status(read(reply)));
        assertEquals("the kek must be 32 hexadecimal digits", last().reason());
    }

    @Test
    void a_wrong_signature_is_refused_and_on_record() {
        byte[] message = ShakaRequest.of("movie", "", "").message().getBytes(StandardCharsets.UTF_8);
        byte[] signature = ((AesKey) signer.key()).sign(message);
        signature[0] ^= 1;
        Api.Reply reply = post(signer.name(), ShakaRequest.envelope(message, signature, signer.name()), TEST);
        assertEquals("SIGNATURE_FAILED", status(read(reply)));
        assertEquals("-2018", reply.header("Licet-Code"));
        assertEquals(Refusal.AUTHENTICATOR_INVALID.code(), last().code());
        assertEquals("the signature is wrong", last().reason());
    }

    @Test
    void nobody_asks_for_somebody_else() {
        Signer stranger = signer(Encryptor.seeded(service).account(), TEST);
        byte[] theirs = ShakaRequest.of("movie", "", "").signed(stranger);
        assertEquals("ACCESS_DENIED", status(read(post(signer.name(), theirs, TEST))));
        byte[] message = ShakaRequest.of("movie", "", "").message().getBytes(StandardCharsets.UTF_8);
        byte[] forged = ShakaRequest.envelope(message, ((AesKey) stranger.key()).sign(message), signer.name());
        assertEquals("SIGNATURE_FAILED", status(read(post(signer.name(), forged, TEST))));
        var theirKeys = tracks(read(post(stranger.name(), theirs, TEST)));
        var ours = tracks(ask(ShakaRequest.of("movie", "", "")));
        assertFalse(ours.getFirst().kid().equals(theirKeys.getFirst().kid()));
        assertFalse(ours.getFirst().key().equals(theirKeys.getFirst().key()));
    }

    @Test
    void a_signer_that_there_is_not_or_not_here_is_refused() {
        var nobody = new Signer("nobody", encryptor.account(), TEST, signer.key());
        Api.Reply reply = post("nobody", ShakaRequest.of("x", "", "").signed(nobody), TEST);
        assertEquals("ACCESS_DENIED", status(read(reply)));
        assertEquals("-2018", reply.header("Licet-Code"));
        Signer other = signer(encryptor.account(), Environment.PRODUCTION);
        String words = message(post(other.name(), ShakaRequest.of("x", "", "").signed(other), TEST));
        assertTrue(words.contains("this is a signer of production; this host is test"), words);
        var liar = new Signer(other.name(), encryptor.account(), TEST, signer.key());
        String less = message(post(other.name(), ShakaRequest.of("x", "", "").signed(liar), TEST));
        assertTrue(less.contains("there is no such signer"), less);
    }

    @Test
    void a_signer_of_an_account_that_is_off_or_has_no_keys_gets_none() {
        var account = service.account("off");
        Signer own = signer(account.id(), TEST);
        byte[] body = ShakaRequest.of("x", "", "").signed(own);
        assertTrue(message(post(own.name(), body, TEST)).contains("no source of keys for packagers is chosen"));
        service.enable(account.id(), false);
        Api.Reply off = post(own.name(), body, TEST);
        assertEquals("ACCESS_DENIED", status(read(off)));
        assertEquals("-2031", off.header("Licet-Code"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "{}",
                "{'request':'e30=','signature':'e30='}",
                "{'request':'*','signature':'e30=','signer':'a'}",
                "{'request':1,'signature':'e30=','signer':'a'}"
            })
    void what_is_no_envelope_is_malformed(String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertEquals("MALFORMED_REQUEST", status(read(post(signer.name(), bytes, TEST))));
    }

    @Test
    void the_path_takes_post_alone() {
        assertEquals(
                405,
                Api.get(service.url(TEST, "/wv/getcontentkey/" + signer.name())).status());
    }
}
