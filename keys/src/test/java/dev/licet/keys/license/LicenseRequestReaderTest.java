package dev.licet.keys.license;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Refusal;
import dev.licet.domain.Rule;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.license.LicenseRequest.Keys;
import dev.licet.keys.license.LicenseRequest.Purpose;
import dev.licet.keys.widevine.SignedEnvelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages of license proxies (reference: widevine.md 3.3).
class LicenseRequestReaderTest {
    private static final String SPEC = "{'track_type':'HD','key_id':'ABEiM0RVZneImaq7zN3u/w==',"
            + "'key':'EREREREREREREREREREREQ==','security_level':3,"
            + "'required_output_protection':{'hdcp':'HDCP_V2','cgms_flags':'CGMS_NONE','disable_analog_output':false}}";
    private static final String WHOLE = "{'payload':'CAESAA==','provider':'studio','content_id':'ZmlsbS0x',"
            + "'content_key_specs':[" + SPEC + "],'policy_overrides':{'can_play':true,'can_persist':true,"
            + "'can_renew':true,'rental_duration_seconds':3600,'playback_duration_seconds':'90',"
            + "'license_duration_seconds':600,'renewal_delay_seconds':300,'renewal_retry_interval_seconds':10,"
            + "'renewal_recovery_duration_seconds':60,'renewal_server_url':'','renew_with_usage':false},"
            + "'use_policy_overrides_exclusively':true,"
            + "'session_init':{'session_id':'AAECAwQFBgc=','purchase_id':'b3JkZXI='}}";

    private static byte[] bytes(String message) {
        return message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static LicenseRequest read(String message) throws Unlicensed {
        return LicenseRequestReader.read(bytes(message));
    }

    private static Unlicensed refused(String message) {
        return assertThrows(Unlicensed.class, () -> read(message), message);
    }

    @Test
    void everything_that_a_license_can_say_is_read() throws Unlicensed {
        LicenseRequest request = read(WHOLE);
        assertEquals(Purpose.LICENSE, request.purpose());
        assertArrayEquals(new byte[] {8, 1, 18, 0}, request.payload());
        var key = assertInstanceOf(Keys.Sent.class, request.wanted().keys())
                .keys()
                .getFirst();
        assertEquals("00112233445566778899aabbccddeeff", key.kid().hex());
        assertTrue(key.value().sameAs(SecretBytes.parseHex("11111111111111111111111111111111")));
        assertEquals(TrackType.HD, key.track());
        assertEquals(OptionalInt.of(3), key.protection().level());
        assertEquals(Optional.of(Hdcp.V2), key.protection().hdcp());
        var terms = request.wanted().terms();
        assertTrue(terms.persistent());
        assertEquals(Optional.of(Duration.ofHours(1)), terms.begin());
        assertEquals(Optional.of(Duration.ofSeconds(90)), terms.play());
        assertTrue(terms.rules().said() && terms.rules().renewable());
        var times = terms.rules().times();
        assertEquals(
                List.of(600L, 300L, 10L, 60L),
                List.of(times.lifetime(), times.delay(), times.retryInterval(), times.recovery()).stream()
                        .map(time -> time.orElseThrow().toSeconds())
                        .toList());
        assertArrayEquals(
                "film-1".getBytes(StandardCharsets.UTF_8),
                request.marks().contentId().orElseThrow());
        assertArrayEquals(
                "order".getBytes(StandardCharsets.UTF_8),
                request.marks().purchase().orElseThrow());
        assertEquals(8, request.marks().session().orElseThrow().length);
        assertFalse(request.toString().contains("1111"), request.toString());
    }

    @Test
    void what_is_not_said_is_left_to_the_account() throws Unlicensed {
        LicenseRequest request = read("{'payload':'CAESAA==','content_key_specs':[{'key_id':"
                + "'ABEiM0RVZneImaq7zN3u/w==','key':'EREREREREREREREREREREQ=='}]}");
        var key = assertInstanceOf(Keys.Sent.class, request.wanted().keys())
                .keys()
                .getFirst();
        assertEquals(TrackType.SD, key.track());
        assertTrue(key.protection().level().isEmpty() && key.protection().hdcp().isEmpty());
        assertEquals(LicenseRequest.Terms.FREE, request.wanted().terms());
        assertTrue(request.marks().purchase().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"SD_ONLY, 2", "SD_HD, 3", "SD_UHD1, 4", "SD_UHD2, 5"})
    void tracks_that_are_allowed_are_those_up_to_the_named_one(String word, int tracks) throws Unlicensed {
        var keys = read("{'payload':'CAESAA==','allowed_track_types':'" + word + "'}")
                .wanted()
                .keys();
        Set<TrackType> types = assertInstanceOf(Keys.Kept.class, keys).tracks();
        assertEquals(tracks, types.size());
        assertTrue(types.contains(TrackType.AUDIO) && types.contains(TrackType.SD));
    }

    @Test
    void a_certificate_or_a_description_needs_no_keys() throws Unlicensed {
        assertEquals(Purpose.CERTIFICATE, read("{'payload':'CAQ='}").purpose());
        assertEquals(
                Purpose.DESCRIPTION,
                read("{'payload':'CAESAA==','parse_only':true}").purpose());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payload|{}",
                "payload|{'payload':''}",
                "content_key_specs|{'payload':'CAESAA=='}",
                "content_key_specs|{'payload':'CAESAA==','content_key_specs':[],'policy_overrides':{}}",
                "content_key_specs|{'payload':'CAESAA==','allowed_track_types':'SD_HD','content_key_specs':[SPEC]}",
                "allowed_track_types|{'payload':'CAESAA==','allowed_track_types':'HD'}",
                "key_id|{'payload':'CAESAA==','content_key_specs':[{'key_id':'AA==','key':'AA=='}]}",
                "key_id|{'payload':'CAESAA==','content_key_specs':[SPEC,SPEC]}",
                "key|{'payload':'CAESAA==','content_key_specs':[{'key_id':'ABEiM0RVZneImaq7zN3u/w==','key':'AA=='}]}",
                "session_key|{'payload':'CAESAA==','session_key':'AA==','content_key_specs':[SPEC]}",
                "session_iv|{'payload':'CAESAA==','session_iv':'AA==','content_key_specs':[SPEC]}",
                "sd_only_for_l3|{'payload':'CAESAA==','sd_only_for_l3':true,'content_key_specs':[SPEC]}",
                "override_device_revocation|{'payload':'CAESAA==','content_key_specs':[SPEC],"
                        + "'session_init':{'override_device_revocation':true}}",
                "policy_name|{'payload':'CAESAA==','policy_name':'gold','content_key_specs':[SPEC]}",
            })
    void what_cannot_be_given_is_refused_by_the_name_of_its_member(String member, String message) {
        Unlicensed unlicensed = refused(message.replace("SPEC", SPEC));
        assertEquals(LicenseStatus.INVALID_REQUEST, unlicensed.status());
        assertEquals(Optional.of(member), unlicensed.why().parameter());
        assertEquals(Refusal.LICENSE_REQUEST, unlicensed.why().why());
        assertEquals(Optional.of(Rule.SIGNED_REQUEST), unlicensed.why().rule());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "track_type|'track_type':'HD'|'track_type':'8K'",
                "hdcp|HDCP_V2|HDCP_V2_3",
                "cgms_flags|CGMS_NONE|COPY_NEVER",
                "disable_analog_output|'disable_analog_output':false|'disable_analog_output':true",
                "hdcp_srm_rule|'cgms_flags':'CGMS_NONE'|'hdcp_srm_rule':'CURRENT_SRM'",
                "can_play|'can_play':true|'can_play':false",
                "renewal_server_url|'renewal_server_url':''|'renewal_server_url':'ftp://a.example'",
                "renew_with_usage|'renew_with_usage':false|'renew_with_usage':true",
                "always_include_client_id|'renew_with_usage':false|'always_include_client_id':true",
                "time_shift_limit_seconds|'renew_with_usage':false|'time_shift_limit_seconds':1",
            })
    void what_would_make_the_license_stricter_is_never_left_out(String member, String said, String instead)
            throws Unlicensed {
        assertEquals(Purpose.LICENSE, read(WHOLE).purpose());
        assertEquals(
                Optional.of(member), refused(WHOLE.replace(said, instead)).why().parameter());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]",
                "{} {}",
                "{'payload':7}",
                "{'payload':'*'}",
                "{'payload':'CAESAA==','payload':'CAESAA=='}",
                "{'payload':'CAESAA==','content_key_specs':{}}",
                "{'payload':'CAESAA==','content_key_specs':[7]}",
                "{'payload':'CAESAA==','content_key_specs':[SPEC],'policy_overrides':{'can_play':'yes'}}",
                "{'payload':'CAESAA==','content_key_specs':[SPEC],'policy_overrides':{'rental_duration_seconds':-1}}",
                "{'payload':'CAESAA==','content_key_specs':[SPEC],"
                        + "'policy_overrides':{'rental_duration_seconds':4294967296}}",
            })
    void what_is_no_message_is_malformed(String message) {
        assertEquals(
                LicenseStatus.MALFORMED_REQUEST,
                refused(message.replace("SPEC", SPEC)).status());
    }

    @Test
    void more_than_64_keys_are_too_many() {
        var specs = new StringBuilder();
        for (int i = 0; i < 65; i++) {
            byte[] kid = new byte[16];
            kid[0] = (byte) i;
            specs.append(i == 0 ? "" : ",").append("{'key_id':'");
            specs.append(Base64.getEncoder().encodeToString(kid)).append("','key':'EREREREREREREREREREREQ=='}");
        }
        assertEquals(
                Optional.of("content_key_specs"),
                refused("{'payload':'CAESAA==','content_key_specs':[" + specs + "]}")
                        .why()
                        .parameter());
    }

    @Test
    void a_damaged_message_is_read_or_refused_and_nothing_else() {
        byte[] whole = bytes(WHOLE);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(Unlicensed.class, () -> LicenseRequestReader.read(cut));
        }
        int refused = 0;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertTrue(refused > whole.length, "only " + refused + " were noticed");
    }

    private static boolean isRefused(byte[] message) {
        try {
            LicenseRequestReader.read(message);
            return false;
        } catch (Unlicensed unlicensed) {
            assertFalse(unlicensed.why().reason().contains("EREREREREREREREREREREQ"));
            return true;
        }
    }

    @Test
    void a_damaged_envelope_is_read_or_refused_and_nothing_else() throws MalformedJson {
        byte[] whole = bytes("{'request':'e30=','signature':'AAAA','signer':'studio'}");
        assertEquals("studio", SignedEnvelope.read(whole).signer());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(MalformedJson.class, () -> SignedEnvelope.read(cut));
        }
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertTrue(SignedEnvelope.read(damaged).message().length < 4);
            } catch (MalformedJson noticed) {
                assertFalse(noticed.getMessage().isEmpty());
            }
        }
    }
}
