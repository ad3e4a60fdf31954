package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Profile;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.Token;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What parameters may be at most, and what callers are told at the first step beyond.
class RequestBoundsTest extends TokenDesk {
    private static final String WV = ONE_KEY + "&securityLevel=1&hdcpOutputControl=0";

    private static Parameters read(String query) {
        return Parameters.read(query, new byte[0]);
    }

    private List<Extension> extensions(Drm drm, String query) {
        return token(drm, query).rights().extensions();
    }

    private static String base64(int bytes) {
        return Base64.getUrlEncoder().encodeToString(new byte[bytes]);
    }

    @Test
    void extensions_together_have_4096_bytes_and_are_255() {
        assertEquals(0, code(Drm.WIDEVINE, WV + "&wvExtension=abcd," + base64(4096)));
        String two = "&wvExtension=abcd," + base64(4000) + "&wvExtension=abcd,";
        assertEquals(0, code(Drm.WIDEVINE, WV + two + base64(96)));
        assertEquals(-7009, code(Drm.WIDEVINE, WV + two + base64(97)));
        assertEquals(0, code(Drm.WIDEVINE, WV + "&wvExtension=abcd,AA==".repeat(255)));
        assertEquals(-7009, code(Drm.WIDEVINE, WV + "&wvExtension=abcd,AA==".repeat(256)));
    }

    @Test
    void an_extension_in_its_long_form_is_one_more() {
        String pair = "&extensionType=efgh&extensionPayload=AQ==";
        var all = List.of(new Extension("abcd", new byte[1]), new Extension("efgh", new byte[] {1}));
        assertEquals(all, extensions(Drm.WIDEVINE, WV + "&wvExtension=abcd,AA==" + pair));
        assertEquals(all.subList(1, 2), extensions(Drm.CLEARKEY, ONE_KEY + pair));
        assertEquals(List.of(), extensions(Drm.CLEARKEY, ONE_KEY));
        String longest = "&extensionType=efgh&extensionPayload=";
        assertEquals(0, code(Drm.CLEARKEY, ONE_KEY + longest + base64(4096)));
        assertEquals(-2037, code(Drm.CLEARKEY, ONE_KEY + longest + base64(4097)));
    }

    @Test
    void an_extension_that_is_not_utf_8_or_has_no_type_says_what_is_wrong() {
        assertEquals(
                "wvExtension is not valid UTF-8",
                denied(Drm.WIDEVINE, WV + "&wvExtension=%ff").reason());
        assertEquals(-2036, code(Drm.WIDEVINE, WV + "&wvExtension=,AAAA"));
    }

    @Test
    void a_duration_fits_four_bytes() {
        var longest = Optional.of(Duration.ofSeconds(0xffff_ffffL));
        var rights = token(Drm.WIDEVINE, WV + "&licenseDuration=4294967295").rights();
        assertEquals(longest, rights.playbackDuration());
        var tooLong = "licenseDuration must be between 0 and 4294967295";
        assertEquals(
                tooLong,
                denied(Drm.WIDEVINE, WV + "&licenseDuration=4294967296").reason());
        String digits = "9".repeat(18);
        assertEquals(
                tooLong, denied(Drm.WIDEVINE, WV + "&licenseDuration=" + digits).reason());
        assertEquals(
                tooLong,
                denied(Drm.WIDEVINE, WV + "&licenseDuration=9" + digits + digits)
                        .reason());
        assertEquals(
                Optional.of(Duration.ofSeconds(5)),
                token(Drm.WIDEVINE, WV + "&licenseDuration=" + "0".repeat(17) + "5")
                        .rights()
                        .playbackDuration());
    }

    @Test
    void a_secret_of_the_wrong_length_is_told_the_right_one() {
        var bad = denied(Drm.CLEARKEY, "kid=" + KID + "&contentKey=00");
        assertEquals("contentKey must be 32 hexadecimal digits long", bad.reason());
        assertEquals(Optional.of("Send contentKey as 32 hexadecimal digits."), bad.hint());
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISHED, 2, generalFlags must be 0000 or 00000000, false",
        "PUBLISHED, 00000001, generalFlags must be 0000 or 00000000, true",
        "CURRENT, 2, generalFlags must be 00000000 or 00000001, false"
    })
    void flags_are_those_of_the_profile(Profile profile, String flags, String reason, boolean other) {
        options = with(profile);
        var refused = denied(Drm.CLEARKEY, ONE_KEY + "&generalFlags=" + flags);
        assertEquals(reason, refused.reason());
        assertEquals(other, refused.hint().orElse("").contains("profile current"));
        assertFalse(
                token(Drm.CLEARKEY, ONE_KEY + "&generalFlags=00000000").rights().persistent());
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISHED, 3, true",
        "PUBLISHED, 5, true",
        "PUBLISHED, 6, false",
        "PUBLISHED, x, false",
        "CURRENT, 6, false"
    })
    void an_output_control_of_the_other_profile_is_told_so(Profile profile, String value, boolean other) {
        options = with(profile);
        var refused = denied(Drm.WIDEVINE, ONE_KEY + "&securityLevel=1&hdcpOutputControl=" + value);
        assertEquals(other, refused.hint().orElse("").startsWith("hdcpOutputControl " + value + " is understood"));
    }

    @Test
    void a_hint_about_the_profile_is_given_once() {
        var refused = denied(Drm.WIDEVINE, ONE_KEY + "&securityLevel=1&hdcpOutputControl=3&trackType=1");
        String hint = refused.hint().orElseThrow();
        assertEquals(hint.indexOf("profile current only"), hint.lastIndexOf("profile current only"), hint);
        var plain = denied(Drm.WIDEVINE, ONE_KEY + "&securityLevel=9&hdcpOutputControl=0&trackType=1");
        assertTrue(plain.hint().orElse("").contains("trackType is understood by the profile current only"));
    }

    @ParameterizedTest
    @CsvSource({"kid.0, 0", "kid.9999, 0", "kid.10000, -6005", "kid.00, -6005", "kid., -6005", ".kid, 0"})
    void indexes_go_from_0_to_9999(String name, int code) {
        options = with(Profile.CURRENT);
        String key = name.startsWith(".") ? ONE_KEY : "contentKey=" + KEY;
        if (name.equals("kid.0") || name.equals("kid.9999")) key = "contentKey" + name.substring(3) + "=" + KEY;
        assertEquals(code, code(Drm.CLEARKEY, name + "=" + KID + "&" + key));
    }

    @Test
    void keys_that_come_wrapped_are_opened() {
        var kek = SecretBytes.parseHex(KEK);
        byte[] ek = KeyWrap.wrap(kek, SecretBytes.parseHex(KEY));
        String query = "kid=" + KID + "&kek=" + KEK;
        var sent = token(Drm.CLEARKEY, query + "&ek=" + HexFormat.of().formatHex(ek));
        assertEquals(KEY, key(sent));
        storedKey = Optional.of(ek);
        assertEquals(KEY, key(token(Drm.CLEARKEY, query)));
        var wrong = denied(
                Drm.CLEARKEY,
                query.replace("kek=0", "kek=1") + "&ek=" + HexFormat.of().formatHex(ek));
        assertEquals("the kek does not open this key (RFC 3394 check)", wrong.reason());
        assertEquals(Optional.of("ek"), wrong.parameter());
    }

    private static String key(Token token) {
        return token.rights().keys().getFirst().key().expose(HexFormat.of()::formatHex);
    }

    @Test
    void a_clear_key_is_the_key_of_the_token() {
        assertEquals(KEY, key(token(Drm.CLEARKEY, ONE_KEY)));
    }

    @ParameterizedTest
    @CsvSource({"256, 0", "257, -6005"})
    void a_content_id_has_256_characters(int length, int code) {
        assertEquals(code, code(Drm.CLEARKEY, ONE_KEY + "&contentId=" + "%F0%9F%98%80".repeat(length)));
    }

    @Test
    void exactly_as_many_parameters_as_are_read_are_all_read() {
        assertFalse(read("a=1&".repeat(512)).cut());
        assertTrue(read("a=1&".repeat(513)).cut());
        assertFalse(read("%ff=1&".repeat(511) + "a=1").cut());
        assertTrue(read("%ff=1&".repeat(512) + "a=1").cut());
        assertFalse(read("%ff=1&".repeat(512) + "a=1").has("a"));
        var inBoth = Parameters.read("%ff=1&".repeat(256), "%ff=1&".repeat(257).getBytes(StandardCharsets.US_ASCII));
        assertTrue(inBoth.cut());
        var told = RequestDoctor.examined(
                Refused.request(Refusal.KID_MISSING, "kid was not sent"), read("a=1&".repeat(513)));
        assertTrue(told.hint().orElse("").endsWith("Only the first 512 parameters are read, and more were sent."));
    }

    @Test
    void names_and_values_are_decoded_whatever_they_hold() {
        assertEquals(new Parameters.Value.Text("1"), read("=1").value(""));
        assertEquals(
                new Parameters.Value.Text("ä\u0100"), read("a=%C3%A4\u0100").value("a"));
        assertEquals(Optional.empty(), read("a=\u0080").first("a"));
        assertEquals(Optional.of("\u007f"), read("a=\u007f").first("a"));
        assertEquals(Optional.of("a was sent more than once"), read("a=1&a=2").unclear("b", "a"));
        assertEquals(Optional.empty(), read("a=1&b=2").unclear("b", "a", "c"));
    }

    @Test
    void a_body_of_white_space_is_a_form() {
        assertEquals(BodyForm.FORM, BodyForm.of("  \n".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(BodyForm.FORM, BodyForm.of(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}));
        assertEquals(BodyForm.JSON, BodyForm.of(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{'}));
    }

    @Test
    void a_name_in_another_spelling_is_looked_at_up_to_forty_characters() {
        var refused = Refused.request(Refusal.KID_MISSING, "kid was not sent").in("kid");
        String longest = "-".repeat(37) + "kid";
        assertEquals(
                Optional.of("Names are case-sensitive: " + longest + " was sent, and the name is kid."),
                RequestDoctor.examined(refused, read(longest + "=1"))
                        .hint()
                        .map(hint -> hint.substring(hint.indexOf("Names"))));
        assertFalse(RequestDoctor.examined(refused, read("-" + longest + "=1"))
                .hint()
                .orElse("")
                .contains("Names"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Drm.class,
            names = {"WIDEVINE", "CLEARKEY"})
    void an_address_is_read_and_never_looked_up(Drm drm) {
        String key = drm == Drm.WIDEVINE ? WV : ONE_KEY;
        assertEquals(0, code(drm, key + "&ipAddress=192.0.2.1"));
        assertEquals(-2003, code(drm, key + "&ipAddress=192.0.2.256"));
    }

    @Test
    void the_linter_sees_secrets_in_the_url_alone() {
        var parameters = Parameters.read("cookie=c&kids=1", "contentKey=1".getBytes(StandardCharsets.US_ASCII));
        var call = new TokenCall(environment, Drm.CLEARKEY, parameters, Optional.empty(), "r");
        var token = token(Drm.CLEARKEY, ONE_KEY);
        assertFalse(Linter.look(call, options, token, PackagedLookup.NONE).contains(Lint.KEY_IN_URL));
    }

    @Test
    void a_kid_doctor_says_how_a_kid_was_written() {
        var store = new KeyId(KID);
        var doctor =
                new KidDoctor((account, where, kid) -> Optional.of(new byte[24]).filter(_ -> kid.equals(store)));
        assertTrue(hint(doctor, "FD1A706A-C2B3-6002-888F-6D4A414333C3").contains("same id with ornaments. Send"));
        assertTrue(hint(doctor, "6a701afdb3c20260888f6d4a414333c3")
                .contains("same id with the byte order of a GUID. Send"));
        assertTrue(hint(doctor, "6a701afd-b3c2-0260-888f-6d4a414333c3")
                .contains("same id with ornaments, with the byte order of a GUID. Send"));
        assertTrue(hint(doctor, KID).contains("same id in another spelling. Send"));
        assertTrue(hint(doctor, "/RpwasKzYAKIj21KQUMzww==").contains("same id in base64. Send"));
        assertEquals("", hint(doctor, KID + " ".repeat(100) + "x"));
        assertTrue(hint(doctor, "-".repeat(96) + KID).contains("with ornaments"));
        assertEquals("", hint(doctor, "-".repeat(97) + KID));
    }

    private String hint(KidDoctor doctor, String kid) {
        return doctor.hint(account(), read("kid=" + kid.replace("+", "%2B")), "kid")
                .orElse("");
    }

    @Test
    void a_key_with_an_index_is_exchanged_with_the_kid_of_that_index() {
        var store = new KeyId(KID);
        var doctor =
                new KidDoctor((account, where, kid) -> Optional.of(new byte[24]).filter(_ -> kid.equals(store)));
        var parameters = read("kid.1=" + KEK + "&contentKey.1=" + KID);
        assertTrue(doctor.hint(account(), parameters, "kid.1").orElse("").contains("contentKey.1"));
        assertEquals(Optional.empty(), doctor.hint(account(), parameters, "kid.2"));
        var kek = read("kid.1=" + KEK + "&kek=" + KID);
        assertTrue(doctor.hint(account(), kek, "kid.1").orElse("").contains("The value of kek is"));
    }
}
