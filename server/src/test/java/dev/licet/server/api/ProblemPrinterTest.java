package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.http.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPrinterTest {
    private static final Refused PLAIN = Refused.request(Refusal.KID_LENGTH, "too short");
    private static final Refused FULL = PLAIN.in("kid").hint("Send \"32\" digits.");

    private static Reply print(Refused refused, ProblemFormat format) {
        return ProblemPrinter.print(Problem.of(refused), format, "r-1");
    }

    private static String body(Refused refused, ProblemFormat format) {
        return new String(print(refused, format).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void json_has_code_and_message_first_and_leaves_out_what_is_absent() {
        assertEquals(
                "{\"code\":-4020,\"message\":\"[-4020] kid must be 32 hexadecimal characters long\","
                        + "\"requestId\":\"r-1\"}",
                body(PLAIN, ProblemFormat.JSON));
        assertEquals(
                "{\"code\":-4020,\"message\":\"[-4020] kid must be 32 hexadecimal characters long\","
                        + "\"requestId\":\"r-1\",\"parameter\":\"kid\",\"hint\":\"Send \\\"32\\\" digits.\"}",
                body(FULL, ProblemFormat.JSON));
        assertEquals(
                "application/json",
                print(PLAIN, ProblemFormat.JSON).field("Content-Type").orElseThrow());
    }

    @Test
    void problem_details_have_the_members_of_rfc_9457_and_the_code() {
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Bad request\",\"status\":400,"
                        + "\"detail\":\"[-4020] kid must be 32 hexadecimal characters long\",\"code\":-4020,"
                        + "\"requestId\":\"r-1\",\"parameter\":\"kid\",\"hint\":\"Send \\\"32\\\" digits.\"}",
                body(FULL, ProblemFormat.PROBLEM_JSON));
        assertEquals(
                "application/problem+json",
                print(PLAIN, ProblemFormat.PROBLEM_JSON).field("Content-Type").orElseThrow());
    }

    @Test
    void a_page_is_complete_names_the_request_and_may_load_nothing() {
        Reply reply = print(FULL, ProblemFormat.HTML);
        assertEquals("""
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>-4020</title></head>
                <body>
                <h1>[-4020] kid must be 32 hexadecimal characters long</h1>
                <p>Send &quot;32&quot; digits.</p>
                <p>Request <code>r-1</code></p>
                </body>
                </html>
                """, new String(reply.bytes(), StandardCharsets.UTF_8));
        assertEquals("text/html; charset=utf-8", reply.field("Content-Type").orElseThrow());
        assertEquals(
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                reply.field("Content-Security-Policy").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</title><img src=x onerror=alert(1)>",
                "'\"&<>",
                "&#x3c;b&#x3e;",
                "a\u0000b\u0007\u0085\ufffe",
                "\u202e\ud83d\ude00",
                "]]><!--",
            })
    void what_a_caller_sent_stays_text(String echoed) {
        var refused = Refused.request(Refusal.ERROR_FORMAT, echoed);
        String page = body(refused, ProblemFormat.HTML);
        String heading = page.substring(page.indexOf("<h1>") + 4, page.indexOf("</h1>"));
        assertFalse(heading.contains("<"), heading);
        assertFalse(heading.contains(">"), heading);
        assertFalse(heading.chars().anyMatch(c -> c < ' ' || c >= 0x7f && c < 0xa0 || c == 0xfffe), heading);
        String json = body(refused, ProblemFormat.JSON);
        assertTrue(json.endsWith("\"requestId\":\"r-1\"}"), json);
        assertFalse(json.chars().anyMatch(c -> c < ' '), json);
    }

    @Test
    void a_401_says_how_to_authenticate() {
        Reply reply = print(Refused.request(Refusal.AUTHENTICATOR_MISSING, ""), ProblemFormat.HTML);
        assertEquals("Bearer", reply.field("WWW-Authenticate").orElseThrow());
    }
}
