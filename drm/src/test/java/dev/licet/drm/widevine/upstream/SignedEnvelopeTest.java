package dev.licet.drm.widevine.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Against values that others published for the public test provider (reference: widevine.md 3.2).
class SignedEnvelopeTest {
    private static final byte[] MESSAGE =
            "{\"isTest\":true,\"test\":\"testing\",\"test2\":\"testing2\",\"test3\":\"testing3\"}"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final String SIGNATURE = "ga80QzRuUM+jnPcoR6UWs5TXrTQ2VgeYiu0FoqCNRH4=";
    private static final SignedJson BACK_END = new SignedJson(
            URI.create("https://license.test.invalid/"),
            GetLicenseStandIn.PROVIDER,
            SecretBytes.parseHex(GetLicenseStandIn.KEY),
            SecretBytes.parseHex(GetLicenseStandIn.IV));

    @Test
    void the_published_message_has_the_published_signature() {
        assertEquals(SIGNATURE, Base64.getEncoder().encodeToString(SignedEnvelope.signature(MESSAGE, BACK_END)));
    }

    /// Published as the encryption of a text that is no hexadecimal, which that program takes for nothing at all: one
    /// whole block of padding.
    @Test
    void nothing_is_encrypted_as_published() {
        byte[] iv = HexFormat.of().parseHex(GetLicenseStandIn.IV);
        byte[] encrypted = Aes.cbc256EncryptPadded(BACK_END.key(), iv, new byte[0]);
        assertEquals("8E2tY1KlW2830Q7EpsjS+A==", Base64.getEncoder().encodeToString(encrypted));
    }

    @Test
    void the_envelope_holds_the_very_bytes_that_are_signed() throws IOException {
        var envelope = GetLicenseStandIn.object(SignedEnvelope.of(MESSAGE, BACK_END));
        assertEquals(Set.of("request", "signature", "signer"), envelope.keySet());
        assertArrayEquals(MESSAGE, GetLicenseStandIn.base64(envelope.get("request")));
        assertEquals(SIGNATURE, envelope.get("signature"));
        assertEquals("widevine_test", envelope.get("signer"));
    }
}
