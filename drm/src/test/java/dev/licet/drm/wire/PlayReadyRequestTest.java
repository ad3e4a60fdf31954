package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Reference: playready.md 3.
class PlayReadyRequestTest {
    private static final byte[] GOOD = PlayReadyText.utf8(
            PlayReadyText.challenge(PlayReadyText.header40(), "<CustomData>my &lt;order&gt; &amp; more</CustomData>"));

    @Nested
    class What_stands_in_the_clear {
        @Test
        void is_read_and_nothing_else() throws MalformedMessage {
            var request = PlayReadyRequest.read(GOOD);
            var challenge = request.challenge().orElseThrow();
            assertEquals(PlayReadyOperation.ACQUIRE_LICENSE, request.operation());
            assertFalse(request.wrapped());
            assertArrayEquals(GOOD, request.envelope());
            assertEquals("text/xml; charset=utf-8", request.mediaType());
            assertEquals(Optional.of("4.0.0.0"), challenge.headerVersion());
            assertEquals(Optional.of("https://license.example/rm.asmx?a=1&b=2"), challenge.laUrl());
            assertEquals(Optional.of("10.0.16384.10011"), challenge.clientVersion());
            assertEquals(Map.of("ioydTlK2p0WXkWklprR5Hw==", "11"), challenge.revocationLists());
            assertEquals(Optional.of("my <order> & more"), challenge.customData());
            assertEquals(Optional.of("AAECAwQFBgcICQoLDA0ODw=="), challenge.nonce());
            assertEquals(Optional.of(1_795_910_400L), challenge.clientTime());
            assertEquals(Optional.empty(), challenge.signingKey());
        }

        @Test
        void eight_spellings_of_one_kid_are_the_same_kid() throws MalformedMessage {
            var headers = List.of(
                    PlayReadyText.header40(),
                    PlayReadyText.header41(),
                    PlayReadyText.header42("4.2.0.0", "AESCTR"),
                    PlayReadyText.header42("4.3.0.0", "AESCBC"));
            for (String header : headers) {
                byte[] plain = PlayReadyText.utf8(PlayReadyText.challenge(header, ""));
                for (byte[] body : List.of(plain, PlayReadyText.keyMessage(plain))) {
                    var challenge = PlayReadyRequest.read(body).challenge().orElseThrow();
                    var kids = challenge.kids();
                    assertEquals(1, kids.size());
                    String mode = header.contains("AESCBC") ? "AESCBC" : "AESCTR";
                    assertEquals(List.of(mode), challenge.algorithms());
                    assertEquals(PlayReadyText.KID, HexFormat.of().formatHex(kids.getFirst()));
                }
            }
        }

        @Test
        void the_byte_order_is_that_of_the_published_sample_header() {
            byte[] kid = HexFormat.of().parseHex("10000000100010001000100000000001");
            assertEquals("AAAAEAAQABAQABAAAAAAAQ==", PlayReadyGuid.print(kid));
            assertArrayEquals(
                    kid, PlayReadyGuid.read(" AAAAEAAQABAQABAAAAAAAQ==\n").orElseThrow());
            assertEquals("10000000-1000-1000-1000-100000000001", PlayReadyGuid.dashed(kid));
            assertEquals(Optional.empty(), PlayReadyGuid.read("AAAAEAAQABAQABAAAAAA"));
            assertEquals(Optional.empty(), PlayReadyGuid.read("no base64"));
        }

        @Test
        void a_challenge_in_utf_16_is_read_as_well() throws MalformedMessage {
            String text = PlayReadyText.challenge(PlayReadyText.header40(), "");
            for (var encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                for (String mark : List.of("", "\ufeff")) {
                    var request = PlayReadyRequest.read((mark + text).getBytes(encoding));
                    assertEquals("text/xml; charset=utf-16", request.mediaType());
                    assertEquals(1, request.challenge().orElseThrow().kids().size());
                }
            }
        }

        @Test
        void a_key_message_of_a_browser_is_unwrapped_to_the_very_bytes_of_its_challenge() throws MalformedMessage {
            for (String mark : List.of("", "\ufeff")) {
                byte[] text = new String(PlayReadyText.keyMessage(GOOD), StandardCharsets.UTF_16LE)
                        .transform(message -> mark + message)
                        .getBytes(StandardCharsets.UTF_16LE);
                var request = PlayReadyRequest.read(text);
                assertTrue(request.wrapped());
                assertArrayEquals(GOOD, request.envelope());
            }
        }
    }

    @Nested
    class Other_operations {
        @Test
        void are_told_apart_by_the_first_element_of_the_body() throws MalformedMessage {
            for (var operation : PlayReadyOperation.values()) {
                if (operation == PlayReadyOperation.ACQUIRE_LICENSE) continue;
                String text = "<s:Envelope xmlns:s=\"" + PlayReadyRequest.SOAP + "\"><s:Body><" + operation.element()
                        + " xmlns=\"" + PlayReadyRequest.PROTOCOLS + "\"></" + operation.element()
                        + "></s:Body></s:Envelope>";
                var request = PlayReadyRequest.read(PlayReadyText.utf8(text));
                assertEquals(operation, request.operation());
                assertEquals(Optional.empty(), request.challenge());
            }
        }

        @Test
        void of_another_namespace_are_no_message() {
            String text = new String(GOOD, StandardCharsets.UTF_8)
                    .replace("<AcquireLicense xmlns=\"" + PlayReadyRequest.PROTOCOLS, "<AcquireLicense xmlns=\"urn:x");
            assertThrows(MalformedMessage.class, () -> PlayReadyRequest.read(PlayReadyText.utf8(text)));
        }
    }

    @Nested
    class Attacks_by_xml {
        @Test
        void a_document_type_is_refused_whatever_it_says() {
            for (String type : List.of(
                    "<!DOCTYPE x>",
                    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
                    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
                    "<!DOCTYPE x [<!ENTITY a SYSTEM \"http://127.0.0.1:1/\">]>",
                    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>",
                    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>")) {
                String text = new String(GOOD, StandardCharsets.UTF_8)
                        .replace("?><soap", "?>" + type + "<soap")
                        .replace("my &lt;", "&a;&c;");
                assertRefused(PlayReadyText.utf8(text));
            }
        }

        @Test
        void an_entity_that_nobody_declared_is_refused() {
            assertRefused(PlayReadyText.utf8(
                    PlayReadyText.challenge(PlayReadyText.header40(), "<CustomData>&unknown;</CustomData>")));
        }

        @Test
        void nesting_and_numbers_have_limits() {
            assertRefused(PlayReadyText.utf8("<a>".repeat(100_000)));
            assertRefused(PlayReadyText.utf8("<a>".repeat(9_000) + "</a>".repeat(9_000)));
            assertRefused(PlayReadyText.utf8("<a>" + "<b/>".repeat(10_000) + "</a>"));
            var attributes = new StringBuilder("<a");
            for (int i = 0; i < 1_000; i++) attributes.append(" a").append(i).append("=\"\"");
            assertRefused(PlayReadyText.utf8(attributes + "/>"));
            String kids = "<KID VALUE=\"" + PlayReadyText.GUID + "\"/>";
            String header = PlayReadyText.header42("4.2.0.0", "AESCTR").replace("<KIDS>", "<KIDS>" + kids.repeat(64));
            assertRefused(PlayReadyText.utf8(PlayReadyText.challenge(header, "")));
        }

        @Test
        void one_byte_more_than_64_kilobytes_is_refused() throws MalformedMessage {
            String text = PlayReadyText.challenge(PlayReadyText.header40(), "<CustomData></CustomData>");
            String fill = "a".repeat(PlayReadyRequest.MAX_BYTES - text.length());
            byte[] most = PlayReadyText.utf8(text.replace("<CustomData>", "<CustomData>" + fill));
            assertEquals(PlayReadyRequest.MAX_BYTES, most.length);
            PlayReadyRequest.read(most);
            assertRefused(Arrays.copyOf(most, most.length + 1));
        }

        @Test
        void a_key_message_may_hold_an_envelope_of_64_kilobytes_and_no_more() throws MalformedMessage {
            String text = PlayReadyText.challenge(PlayReadyText.header40(), "<CustomData></CustomData>");
            String fill = "a".repeat(PlayReadyRequest.MAX_BYTES - text.length());
            byte[] most = PlayReadyText.utf8(text.replace("<CustomData>", "<CustomData>" + fill));
            assertEquals(
                    most.length,
                    PlayReadyRequest.read(PlayReadyText.keyMessage(most)).envelope().length);
            assertRefused(PlayReadyText.keyMessage(PlayReadyText.utf8(new String(most, StandardCharsets.UTF_8) + " ")));
        }

        @Test
        void what_another_program_could_read_differently_is_refused() {
            String good = new String(GOOD, StandardCharsets.UTF_8);
            String free = "<AcknowledgeLicense xmlns=\"" + PlayReadyRequest.PROTOCOLS + "\"/>";
            String other = "<LA xmlns=\"urn:x\"><ContentHeader/></LA>";
            for (String text : List.of(
                    good.replace("<soap:Body>", "<soap:Body>" + free),
                    good.replace("</soap:Body>", free + "</soap:Body>"),
                    good.replace("<soap:Body>", "<soap:Body/><soap:Body>"),
                    good.replace("</Challenge>", other + "</Challenge>"),
                    good.replace("<Version>1</Version>", "<Version Id=\"SignedData\">1</Version>"),
                    good.replace("<ContentHeader>", "<ContentHeader/><ContentHeader>"),
                    good.replace("<LicenseNonce>", "<LicenseNonce>AA==</LicenseNonce><LicenseNonce>"))) {
                assertNotEquals(good, text);
                assertRefused(PlayReadyText.utf8(text));
            }
        }

        private static byte[] claiming(String encoding) {
            String good = new String(GOOD, StandardCharsets.UTF_8);
            return PlayReadyText.utf8(good.replace("encoding=\"utf-8\"", "encoding=\"" + encoding + "\""));
        }

        @Test
        void a_document_that_claims_an_encoding_in_which_others_may_read_another_one_is_refused()
                throws MalformedMessage {
            for (String same : List.of("UTF-8", "utf-16", "US-ASCII")) PlayReadyRequest.read(claiming(same));
            for (String other : List.of("utf-7", "iso-8859-1", "IBM037", "windows-1252")) {
                assertRefused(claiming(other));
                assertRefused(PlayReadyText.keyMessage(claiming(other)));
            }
            String text = new String(GOOD, StandardCharsets.UTF_8).replace("encoding=\"utf-8\"", "encoding=\"IBM037\"");
            assertRefused(text.getBytes(Charset.forName("IBM037")));
            assertRefused(new byte[] {'<', 'a', '>', (byte) 0xff, '<', '/', 'a', '>'});
        }

        @Test
        void a_key_message_in_a_key_message_is_refused() {
            assertRefused(PlayReadyText.keyMessage(PlayReadyText.keyMessage(GOOD)));
        }

        @Test
        void every_truncation_and_every_flipped_bit_is_read_or_refused() {
            for (byte[] message : List.of(GOOD, PlayReadyText.keyMessage(GOOD))) {
                for (int n = 0; n < message.length; n++) readOrRefuse(Arrays.copyOf(message, n));
                for (int bit = 0; bit < message.length * 8; bit++) {
                    byte[] flipped = message.clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    readOrRefuse(flipped);
                }
            }
        }

        private static void assertRefused(byte[] body) {
            assertThrows(MalformedMessage.class, () -> PlayReadyRequest.read(body));
        }

        private static void readOrRefuse(byte[] body) {
            try {
                PlayReadyRequest.read(body);
            } catch (MalformedMessage theOnlyExceptionAllowed) {
                assertFalse(theOnlyExceptionAllowed.getMessage().isEmpty());
            }
        }
    }
}
