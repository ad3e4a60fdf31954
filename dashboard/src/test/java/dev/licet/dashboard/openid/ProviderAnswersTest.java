package dev.licet.dashboard.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a provider says, damaged: read or refused (reference: security.md S2).
class ProviderAnswersTest {
    private static final byte[] ANSWER =
            "{\"id_token\":\"a.b.c\",\"access_token\":\"d\",\"token_type\":\"Bearer\",\"expires_in\":300,\"n\":null}"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void every_truncation_and_every_flipped_bit_of_tokens_is_read_or_refused() throws ParseException {
        assertEquals("a.b.c", Tokens.read(ANSWER).id());
        for (int n = 0; n < ANSWER.length; n++) readOrRefuse(Arrays.copyOf(ANSWER, n));
        for (int bit = 0; bit < ANSWER.length * 8; bit++) {
            byte[] flipped = ANSWER.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(flipped);
        }
        for (String text :
                List.of("{".repeat(60_000), "[".repeat(60_000), "{\"id_token\":1}", "{\"id_token\":null}", "null")) {
            readOrRefuse(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void readOrRefuse(byte[] answer) {
        try {
            Tokens.read(answer);
        } catch (ParseException theOnlyExceptionAllowed) {
            assertFalse(theOnlyExceptionAllowed.getMessage().isEmpty());
        }
    }

    @Test
    void a_provider_that_has_no_list_of_methods_takes_the_secret_as_http_has_it() throws ParseException {
        for (String list : List.of("null", "[]", "[\"client_secret_basic\",\"client_secret_post\"]")) {
            var said = JSONObjectUtils.parse("{\"token_endpoint_auth_methods_supported\":" + list + "}");
            assertFalse(Metadata.isInForm(said), list);
        }
    }
}
