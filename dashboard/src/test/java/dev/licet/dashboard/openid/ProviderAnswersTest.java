package dev.licet.dashboard.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
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

    private static final byte[] DISCOVERY =
            ("{\"authorization_endpoint\":\"https://a/b\",\"token_endpoint\":\"https://a/c\","
                            + "\"jwks_uri\":\"https://a/d\",\"userinfo_endpoint\":\"https://a/e\","
                            + "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]}")
                    .getBytes(StandardCharsets.UTF_8);

    private interface Reader {
        Object read(byte[] answer) throws ParseException;
    }

    @Test
    void every_truncation_and_every_flipped_bit_is_read_or_refused() throws ParseException {
        assertEquals("a.b.c", Tokens.read(ANSWER).id());
        damage(ANSWER, Tokens::read);
        assertEquals(
                URI.create("https://a/c"),
                Metadata.of(ProviderJson.read(DISCOVERY)).token());
        damage(DISCOVERY, answer -> Metadata.of(ProviderJson.read(answer)));
    }

    private static void damage(byte[] answer, Reader reader) {
        for (int n = 0; n < answer.length; n++) readOrRefuse(Arrays.copyOf(answer, n), reader);
        for (int bit = 0; bit < answer.length * 8; bit++) {
            byte[] flipped = answer.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(flipped, reader);
        }
        for (String text :
                List.of("{".repeat(60_000), "[".repeat(60_000), "{\"id_token\":1}", "{\"id_token\":null}", "null")) {
            readOrRefuse(text.getBytes(StandardCharsets.UTF_8), reader);
        }
        String plain = new String(answer, StandardCharsets.UTF_8);
        for (String other : List.of("null", "1", "[]", "{}", "\"\""))
            readOrRefuse(plain.replaceAll("\"(https|a)[^\"]*\"", other).getBytes(StandardCharsets.UTF_8), reader);
    }

    private static void readOrRefuse(byte[] answer, Reader reader) {
        try {
            reader.read(answer);
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
