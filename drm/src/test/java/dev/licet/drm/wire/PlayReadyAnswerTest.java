package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reference: playready.md 3.
class PlayReadyAnswerTest {
    private static final String LICENSED = "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\""
            + PlayReadyRequest.SOAP + "\"><soap:Body><AcquireLicenseResponse xmlns=\"" + PlayReadyRequest.PROTOCOLS
            + "\"><AcquireLicenseResult><Response xmlns=\"" + PlayReadyRequest.MESSAGES + "\"><LicenseResponse xmlns=\""
            + PlayReadyRequest.PROTOCOLS + "\" Id=\"SignedData\"><Version>1</Version><Licenses><License>WE1S</License>"
            + "<License> WE1S\n</License></Licenses><LicenseNonce>AAEC</LicenseNonce></LicenseResponse></Response>"
            + "</AcquireLicenseResult></AcquireLicenseResponse></soap:Body></soap:Envelope>";

    @Test
    void an_answer_has_its_licenses_and_nothing_of_them_is_read() throws MalformedMessage {
        assertEquals(
                new PlayReadyAnswer.Done(PlayReadyOperation.ACQUIRE_LICENSE, List.of("WE1S", "WE1S")),
                PlayReadyAnswer.read(LICENSED.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_fault_as_microsofts_test_server_prints_it_is_read() throws MalformedMessage {
        String fault = """
                <?xml version="1.0" encoding="utf-8" ?>
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
                    <soap:Body><soap:Fault><faultcode>soap:Server</faultcode>
                        <faultstring>Device Certificate Revoked.</faultstring>
                        <detail><Exception><StatusCode>0x8004c065</StatusCode></Exception></detail>
                    </soap:Fault></soap:Body>
                </soap:Envelope>
                """;
        assertEquals(
                new PlayReadyAnswer.Refused(new PlayReadyFault(
                        PlayReadyFault.DEVICE_REVOKED, "Device Certificate Revoked.", Optional.empty())),
                PlayReadyAnswer.read(fault.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_fault_that_we_write_is_read_back_with_every_character_that_xml_can_hold() throws MalformedMessage {
        var fault = new PlayReadyFault(
                PlayReadyFault.SERVICE_SPECIFIC,
                "a < b & \"c\" > 'd' ]]> é 漢",
                Optional.of("{\"code\":-4010,\"message\":\"[-4010] Invalid token\"}"));
        assertEquals(new PlayReadyAnswer.Refused(fault), PlayReadyAnswer.read(fault.write()));
        assertTrue(new String(fault.write(), StandardCharsets.UTF_8).contains("<StatusCode>0x8004C604</StatusCode>"));
        var control = new PlayReadyFault(1, "a\u0000b\u001bc\ud800d", Optional.empty());
        assertEquals(
                new PlayReadyAnswer.Refused(new PlayReadyFault(1, "a?b?c?d", Optional.empty())),
                PlayReadyAnswer.read(control.write()));
    }

    @Test
    void other_things_are_no_answer() {
        for (String text :
                List.of("", "no", "<html></html>", "<Envelope/>", LICENSED.replace("AcquireLicenseResponse", "x"))) {
            assertThrows(MalformedMessage.class, () -> PlayReadyAnswer.read(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void every_truncation_and_every_flipped_bit_is_read_or_refused() {
        byte[] good = LICENSED.getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < good.length; n++) readOrRefuse(Arrays.copyOf(good, n));
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(flipped);
        }
    }

    private static void readOrRefuse(byte[] body) {
        try {
            PlayReadyAnswer.read(body);
        } catch (MalformedMessage theOnlyExceptionAllowed) {
            assertTrue(!theOnlyExceptionAllowed.getMessage().isEmpty());
        }
    }
}
