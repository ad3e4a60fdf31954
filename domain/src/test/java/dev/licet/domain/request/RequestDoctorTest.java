package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a refused caller is told about the request as a whole.
class RequestDoctorTest {
    private static final Refused NO_KID =
            Refused.request(Refusal.KID_MISSING, "kid was not sent").in("kid");
    private static final Refused NO_CALLER =
            Refused.request(Refusal.AUTHENTICATOR_MISSING, "none").in("customerAuthenticator");

    private static Parameters parameters(String form) {
        return Parameters.read("", form.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> hint(Profile profile, String form) {
        var call = new TokenCall(Environment.TEST, Drm.WIDEVINE, parameters(form), Optional.empty(), "r");
        var options = new Options(
                Set.of(Drm.values()), profile, Duration.ofDays(30), Duration.ofSeconds(60), OptionalInt.empty());
        return RequestDoctor.examined(NO_KID, call, options).hint();
    }

    @ParameterizedTest
    @CsvSource({"kid.0", "contentKey.0", "playbackDuration", "trackType", "securityLevel.1"})
    void the_profile_is_named_when_only_another_knows_a_parameter(String name) {
        String hint = hint(Profile.PUBLISHED, "a=1&" + name + "=x").orElseThrow();
        assertTrue(hint.contains(name + " is understood by the profile current only"), hint);
        assertTrue(hint.contains("licet account options"), hint);
        assertEquals(Optional.empty(), hint(Profile.CURRENT, "a=1&" + name + "=x"));
    }

    @ParameterizedTest
    @CsvSource({"KID", "Kid", "k_id", "k-id", "' kid'", "'kid[]'"})
    void a_name_in_another_spelling_is_shown(String name) {
        String hint = hint(Profile.PUBLISHED, name.replace(" ", "%20") + "=00").orElseThrow();
        assertTrue(hint.contains("case-sensitive") && hint.endsWith("the name is kid."), hint);
        assertFalse(hint.contains("00"), hint);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"kid\":\"5438b719\"}', JSON",
        "' [1]', JSON",
        "'<a kid=\"5438b719\"/>', XML",
        "'--b1\r\nContent-Disposition: form-data; name=\"kid\"\r\n\r\n5438b719\r\n--b1--\r\n', multipart",
        "'cookie=5438b719\r\n', line break",
        "'cookie=5438b719\n', line break"
    })
    void a_body_that_is_no_form_is_recognised_and_not_repeated(String body, String word) {
        String sent = body.replace("\\r", "\r").replace("\\n", "\n");
        for (Refused refused : new Refused[] {NO_KID, NO_CALLER}) {
            String hint =
                    RequestDoctor.examined(refused, parameters(sent)).hint().orElseThrow();
            assertTrue(hint.contains(word), hint);
            assertFalse(hint.contains("5438b719"), hint);
        }
    }

    @Test
    void a_byte_order_mark_hides_nothing() {
        String hint =
                RequestDoctor.examined(NO_KID, parameters("\ufeff{}")).hint().orElseThrow();
        assertTrue(hint.contains("JSON"), hint);
        String name = RequestDoctor.examined(NO_KID, parameters("\ufeffkid=00"))
                .hint()
                .orElseThrow();
        assertTrue(name.endsWith("the name is kid."), name);
    }

    @Test
    void further_advice_follows_the_first() {
        Refused refused = NO_KID.hint("First.");
        var told = RequestDoctor.examined(refused, parameters("KID=00\n"));
        assertTrue(told.hint().orElseThrow().matches("First\\. Names .* The body .*"), told.toString());
    }

    @Test
    void a_plain_mistake_gets_no_further_advice() {
        assertEquals(Optional.empty(), hint(Profile.PUBLISHED, "cookie=a&unknown=1"));
    }

    @Test
    void every_short_body_has_a_form() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                BodyForm.of(new byte[] {(byte) first, (byte) second});
            }
            BodyForm.of(new byte[] {(byte) first});
        }
        assertEquals(BodyForm.FORM, BodyForm.of(new byte[0]));
    }
}
