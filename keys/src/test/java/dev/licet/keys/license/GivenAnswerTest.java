package dev.licet.keys.license;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.dualrun.Difference;
import dev.licet.domain.dualrun.Trait;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevinePolicy;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What two answers of the interface are compared by (reference: widevine.md 3.4 and 1.4).
class GivenAnswerTest {
    private static final WidevinePolicy POLICY = policy(true, OptionalLong.of(90));

    private static WidevinePolicy policy(boolean renew, OptionalLong playback) {
        var none = OptionalLong.empty();
        return new WidevinePolicy(true, false, renew, none, playback, none, none, Optional.empty(), none, none);
    }

    private static WidevineKeyContainer key(int id, int level, OptionalInt hdcp) {
        byte[] kid = new byte[16];
        kid[15] = (byte) id;
        return new WidevineKeyContainer(
                Optional.of(kid),
                new byte[16],
                new byte[32],
                WidevineKeyContainer.Type.CONTENT,
                OptionalInt.of(level),
                hdcp,
                Optional.empty());
    }

    private static byte[] license(WidevinePolicy policy, WidevineKeyContainer... keys) {
        var id = new WidevineLicenseId(
                Optional.of(new byte[16]),
                Optional.of(new byte[8]),
                LicenseType.STREAMING,
                OptionalInt.of(0),
                Optional.empty());
        byte[] body = new WidevineLicense(
                        id, Optional.of(policy), List.of(keys), OptionalLong.of(1), OptionalLong.empty())
                .toBytes();
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE, body, new byte[32])
                .toBytes();
    }

    private static GivenAnswer answer(String members, byte[] license) {
        String json = "{\"status\":\"OK\"," + members + "\"license\":\""
                + Base64.getEncoder().encodeToString(license) + "\"}";
        return GivenAnswer.read(200, json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static List<Trait> differ(GivenAnswer ours, GivenAnswer theirs) {
        return ours.differences(theirs).stream().map(Difference::trait).toList();
    }

    @Test
    void licenses_with_the_same_rights_are_the_same_whatever_else_they_say() {
        var ours = answer("", license(POLICY, key(1, 1, OptionalInt.empty()), key(2, 3, OptionalInt.of(1))));
        var theirs = answer(
                "\"make\":\"Acme\",\"session_state\":{\"signing_key\":\"AAAA\"},",
                license(POLICY, key(2, 3, OptionalInt.of(1)), key(1, 1, OptionalInt.of(0))));
        assertEquals(List.of(), differ(ours, theirs));
    }

    @Test
    void every_right_of_a_license_is_compared() {
        var ours = answer("", license(POLICY, key(1, 1, OptionalInt.of(1))));
        assertEquals(List.of(Trait.KEYS), differ(ours, answer("", license(POLICY, key(2, 1, OptionalInt.of(1))))));
        assertEquals(
                List.of(Trait.SECURITY_LEVEL), differ(ours, answer("", license(POLICY, key(1, 5, OptionalInt.of(1))))));
        assertEquals(List.of(Trait.HDCP), differ(ours, answer("", license(POLICY, key(1, 1, OptionalInt.of(255))))));
        var never = license(policy(false, OptionalLong.empty()), key(1, 1, OptionalInt.of(1)));
        assertEquals(List.of(Trait.CAN_RENEW, Trait.PLAYBACK_DURATION), differ(ours, answer("", never)));
        assertEquals(
                List.of(new Difference(Trait.CONTENT_ID, "", "film"), new Difference(Trait.TRACKS, "", "SD:00")),
                ours.differences(answer(
                        "\"license_metadata\":{\"content_id\":\"ZmlsbQ==\"},"
                                + "\"supported_tracks\":[{\"type\":\"SD\",\"key_id\":\"AA==\"}],",
                        license(POLICY, key(1, 1, OptionalInt.of(1))))));
    }

    @Test
    void of_a_refusal_only_the_status_is_compared() {
        var ours = answer("", license(POLICY, key(1, 1, OptionalInt.of(1))));
        byte[] denied = "{\"status\":\"ACCESS_DENIED\"}".getBytes(StandardCharsets.UTF_8);
        var theirs = GivenAnswer.read(403, denied).orElseThrow();
        assertFalse(theirs.isGood());
        assertEquals(List.of(Trait.HTTP_STATUS, Trait.STATUS), differ(ours, theirs));
    }

    @Test
    void a_license_that_cannot_be_read_is_a_difference_and_nothing_breaks() {
        byte[] whole = license(POLICY, key(1, 1, OptionalInt.of(1)));
        var ours = answer("", whole);
        for (int length = 0; length < whole.length; length++) {
            var damaged = answer("", Arrays.copyOf(whole, length));
            assertTrue(differ(ours, damaged).contains(Trait.LICENSE), "cut to " + length);
        }
    }

    @Test
    void what_is_no_answer_of_the_interface_is_none() {
        for (String text :
                List.of("", "<html>", "{}", "[]", "{\"status\":\"ok\"}", "{\"status\":\"OK\",\"license\":7}")) {
            assertEquals(Optional.empty(), GivenAnswer.read(200, text.getBytes(StandardCharsets.UTF_8)), text);
        }
    }
}
