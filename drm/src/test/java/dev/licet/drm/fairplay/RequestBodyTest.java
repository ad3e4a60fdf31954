package dev.licet.drm.fairplay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.drm.Answer;
import dev.licet.drm.wire.MalformedMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reference: fairplay.md 9.1 to 9.3.
class RequestBodyTest {
    private static final byte[] SPC = spc();
    private static final String BASE64 = Base64.getEncoder().encodeToString(SPC);
    private static final String URL_SAFE =
            Base64.getUrlEncoder().withoutPadding().encodeToString(SPC);
    private static final byte[] CKC = {1, 2, 3, (byte) 0xff};
    private static final String CKC_BASE64 = "AQID/w==";

    @Test
    void raw_is_answered_raw() throws Exception {
        Answer answer = answer(SPC, Optional.empty());
        assertArrayEquals(CKC, answer.body());
        assertEquals("application/octet-stream", answer.mediaType());
    }

    @Test
    void base64_in_every_spelling_is_answered_in_base64() throws Exception {
        for (String body : new String[] {
            BASE64,
            URL_SAFE,
            Base64.getMimeEncoder().encodeToString(SPC),
            "\ufeff " + BASE64 + "\r\n",
            BASE64.replace("=", "")
        }) {
            assertAnswered(CKC_BASE64, "text/plain", body);
        }
    }

    /// As long as a body may be, with what is cut off behind filling all of it.
    @Test
    void long_bodies_are_read_to_their_end() throws Exception {
        assertAnswered(CKC_BASE64, "text/plain", BASE64 + "\r\n\t".repeat(20_000));
        assertAnswered(CKC_BASE64, "text/plain", BASE64.replace("=", "") + "=".repeat(60_000));
        assertExplained("unknown of 65537 bytes", "!" + "\t".repeat(65_535) + "!");
        assertExplained("unknown of 65537 bytes", "!" + "\r\n".repeat(32_767) + "!!");
        assertExplained("not base64", "A" + "=".repeat(65_535) + "A");
        assertExplained("empty", "\t".repeat(65_536));
    }

    @Test
    void form_fields_in_every_spelling_are_answered_in_base64() throws Exception {
        String encoded = URLEncoder.encode(BASE64, StandardCharsets.UTF_8);
        for (String body : new String[] {
            "spc=" + encoded,
            "spc=" + BASE64,
            "spc=" + BASE64.replace('+', ' '),
            "spc=" + URL_SAFE,
            "spc=" + encoded + "&assetId=abc",
            "assetId=abc%3D&spc=" + encoded + "&x",
            "spc%3D" + encoded,
            "SPC%3d" + encoded
        }) {
            assertAnswered(CKC_BASE64, "text/plain", body);
        }
    }

    @Test
    void a_plus_sign_at_the_end_of_a_form_survives_as_a_space() throws Exception {
        byte[] spc = Arrays.copyOf(SPC, SPC.length / 3 * 3);
        for (int last = 0; last < 256; last++) {
            spc[spc.length - 1] = (byte) last;
            String form = "spc=" + Base64.getEncoder().encodeToString(spc).replace('+', ' ');
            for (String body : new String[] {form, form + "\r\n", form + "&assetId=abc"}) {
                byte[] read = RequestBody.read(body.getBytes(StandardCharsets.UTF_8), Optional.empty())
                        .spc();
                assertArrayEquals(spc, read, body);
            }
        }
        assertAnswered(CKC_BASE64, "text/plain", "spc=" + BASE64 + " \n");
    }

    @Test
    void ckc_element_is_for_those_who_accept_xml() throws Exception {
        for (String accept : new String[] {"text/xml", "application/XML, */*"}) {
            Answer answer = answer(BASE64.getBytes(), Optional.of(accept));
            assertEquals("<ckc>" + CKC_BASE64 + "</ckc>", new String(answer.body()));
            assertEquals("text/xml", answer.mediaType());
        }
        for (String accept :
                new String[] {"*/*", "text/html,application/xhtml+xml,application/xml;q=0.9", "text/xml;q=0, */*"}) {
            assertEquals(
                    "text/plain", answer(BASE64.getBytes(), Optional.of(accept)).mediaType());
        }
    }

    @Test
    void json_is_answered_with_the_corresponding_member() throws Exception {
        String ckc = "\"" + CKC_BASE64 + "\"";
        assertJson("{\"ckc\":" + ckc + "}", "{\"spc\":\"" + BASE64 + "\"}");
        assertJson("{\"ckc\":" + ckc + "}", " {\"other\":[1,{}],\"spc\":\"" + URL_SAFE + "\"} ");
        assertJson(
                "[{\"keyID\":\"kid\",\"payload\":" + ckc + "}]",
                "[{\"keyID\":\"kid\",\"payload\":\"" + BASE64 + "\"}]");
        assertJson("[{\"payload\":" + ckc + "}]", "[{\"payload\":\"" + BASE64 + "\"}]");
        assertJson(
                "{\"fairplay-streaming-response\":{\"streaming-keys\":[{\"id\":7,\"uri\":\"skd://a\\\"b\",\"ckc\":"
                        + ckc + "}]}}",
                "{\"fairplay-streaming-request\":{\"version\":1,\"streaming-keys\":[{\"id\":7,"
                        + "\"uri\":\"skd://a\\\"b\",\"spc\":\"" + BASE64 + "\"}]}}");
        assertJson(
                "{\"fairplay-streaming-response\":{\"create-ckc\":[{\"id\":\"x\",\"status\":0,\"ckc\":" + ckc + "}]}}",
                "{\"fairplay-streaming-request\":{\"version\":1,\"create-ckc\":[{\"id\":\"x\",\"spc\":\"" + BASE64
                        + "\",},]}}");
    }

    @Test
    void what_is_no_spc_is_named() {
        assertExplained("empty", "");
        assertExplained("empty", " \r\n");
        assertExplained("empty", "spc=");
        assertExplained("empty", "{\"spc\":\"\"}");
        assertExplained("HTML or XML", "<html></html>");
        assertExplained("HTML or XML", Base64.getEncoder().encodeToString("<x/>".getBytes()));
        assertExplained("certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----");
        assertExplained(
                "certificate", Base64.getEncoder().encodeToString(new byte[] {0x30, (byte) 0x82, 4, (byte) 0xd3}));
        assertExplained("wrapped twice", Base64.getEncoder().encodeToString(BASE64.getBytes()));
        assertExplained("wrapped twice", Base64.getEncoder().encodeToString("{\"spc\":\"\"}".getBytes()));
        assertExplained(
                "wrapped twice",
                "{\"spc\":\"" + Base64.getEncoder().encodeToString(("spc=" + BASE64).getBytes()) + "\"}");
        assertExplained("streaming-keys[0].spc", "{\"SPC\":1}");
        assertExplained("streaming-keys[0].spc", "[]");
        assertExplained("streaming-keys[0].spc", "{\"spc\":null}");
        assertExplained("not base64", "spc=A%20*");
        assertExplained("not base64", "AAAAA");
        assertExplained("percent", "spc=%4");
        assertExplained("percent", "spc=%zz");
        assertExplained("unknown", "challenge=1&x=2");
    }

    @Test
    void binary_that_is_no_spc_is_named() {
        assertExplained("certificate", new byte[] {0x30, (byte) 0x82, 4, (byte) 0xd3, 0});
        assertExplained("unknown version", new byte[] {0, 0, 0, 4, 0, 0, 0, 0});
        assertExplained("unknown", new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    }

    @Test
    void json_has_limits() {
        assertExplained("8 levels", "[".repeat(9) + "]".repeat(9));
        assertExplained("8 levels", "[".repeat(60_000));
        assertExplained("not well-formed", "{\"spc\":\"a\",\"spc\":\"b\"}");
        assertExplained("not well-formed", "{\"spc\":");
        assertExplained("not well-formed", "{\"n\":" + "9".repeat(40) + "}");
        assertExplained("something else", "{\"spc\":\"" + BASE64 + "\"}{}");
    }

    @Test
    void damaged_bodies_are_read_or_refused() {
        var random = new SecureRandom();
        String json = "{\"fairplay-streaming-request\":{\"version\":1,\"streaming-keys\":[{\"id\":7,\"spc\":\"" + BASE64
                + "\"}]}}";
        for (String good :
                new String[] {json, "[{\"payload\":\"" + BASE64 + "\"}]", "spc=" + BASE64 + "&a=%41", BASE64}) {
            byte[] body = good.getBytes(StandardCharsets.UTF_8);
            for (int n = 0; n < body.length; n++) readOrRefuse(Arrays.copyOf(body, n));
            for (int bit = 0; bit < body.length * 8; bit++) {
                byte[] bad = body.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                readOrRefuse(bad);
            }
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            for (int j = 0; j < noise.length; j++)
                noise[j] = (byte) "{}[]\",:spc=%3D&AZaz09+/-_<\\ \0\u00ff".charAt(random.nextInt(30));
            readOrRefuse(noise);
        }
    }

    private static void readOrRefuse(byte[] body) {
        try {
            RequestBody.read(body, Optional.empty()).wrapping().answer(CKC);
        } catch (MalformedMessage theOnlyExceptionAllowed) {
            assertTrue(theOnlyExceptionAllowed.getMessage().length() < 250);
        }
    }

    private static void assertJson(String expected, String body) throws MalformedMessage {
        assertAnswered(expected, "application/json", body);
    }

    private static void assertAnswered(String expected, String mediaType, String body) throws MalformedMessage {
        Answer answer = answer(body.getBytes(StandardCharsets.UTF_8), Optional.empty());
        assertEquals(expected, new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(mediaType, answer.mediaType());
    }

    private static Answer answer(byte[] body, Optional<String> accept) throws MalformedMessage {
        RequestBody read = RequestBody.read(body, accept);
        assertArrayEquals(SPC, read.spc());
        return read.wrapping().answer(CKC);
    }

    private static void assertExplained(String expected, String body) {
        assertExplained(expected, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertExplained(String expected, byte[] body) {
        var refused = assertThrows(MalformedMessage.class, () -> RequestBody.read(body, Optional.empty()));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    /// Long enough for every character of both base64 alphabets.
    private static byte[] spc() {
        byte[] spc = new byte[400];
        for (int i = 4; i < spc.length; i++) spc[i] = (byte) (i * 37 + i / 7);
        spc[3] = 1;
        return spc;
    }
}
