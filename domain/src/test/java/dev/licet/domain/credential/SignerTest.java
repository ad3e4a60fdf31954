package dev.licet.domain.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.Signer.RsaKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerTest {
    /// The public test provider and a message with its signature, as others published them (reference: widevine.md
    /// 3.2).
    private static final AesKey AES = new AesKey(
            SecretBytes.parseHex("1ae8ccd0e7985cc0b6203a55855a1034afc252980e970ca90e5202689f947ab9"),
            SecretBytes.parseHex("d58ce954203b7c9a9a9d467f59839249"));

    private static final byte[] MESSAGE =
            "{\"isTest\":true,\"test\":\"testing\",\"test2\":\"testing2\",\"test3\":\"testing3\"}"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = base64("ga80QzRuUM+jnPcoR6UWs5TXrTQ2VgeYiu0FoqCNRH4=");

    /// A key and a signature over [#RSA_MESSAGE], made with openssl:
    /// `openssl dgst -sha1 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20 -sign`.
    private static final String RSA_KEY =
            "MIIBCgKCAQEAsIpgXerwJ/FAtAk99JGwu2tVCUDRMooZI7BdOJResRhiO79z0qdTyIO4S94yGYL3qirD7XHbnaIi"
                    + "ibrrM7OGjLMGhWgncTfjAftv7kVJcG4deodLdEpyiwlrRslNiSMJrHFV5XCm806nf8W0J1mv6nT31HcxGmV1d79l"
                    + "0dv7m/vFxxwWwEgAqnoYP9CA4osrQcvdfBHbJipvJqGNc4GyImq7uKCInFcbNrpxt90e/v+JyKONmnUWpG+pGkrH"
                    + "ur0ni888Ro9rJCKrVhljCnyMJAsloaU9eKlZ/PPFSGzB6TJanaDEYqBph/WVYXLtON+hizxrymgnkTAVXfMY2z2Z"
                    + "8QIDAQAB";

    private static final byte[] RSA_MESSAGE = "{\"content_id\":\"Zg==\"}".getBytes(StandardCharsets.US_ASCII);
    private static final String RSA_SIGNATURE =
            "rQ2B0MDtpW2gBRssJYbYlflWVkqs/VPk9PpvqdjM+/PpAzdjZrAQAutShLm7b0C1J0JykyzBYLtVensHapi+xdsp"
                    + "mL3Hqt6rQ/Mb4688yNNne04DeR2ZK+1r84npJSWo5pj87Zri1a4IfgW/Dm6EPxngrByzq4CQgXlgrlfPtbQAHyK7"
                    + "bVTG6CDDT1lo847ulRE2Bb3QP3fJVA67PTvZowtS5HFWYxBuHIgyQUJArGCnhVPgVpyRh8lMbI0ZfMAfkGqR8o9L"
                    + "4szcYlGtg/rm6DhCSZED6pcpG+fYPCU9lDDf81ISBSE/4Std2erI/m6fbWAwxR9ouAzsu1sKU0QMiw==";

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    @Test
    void the_published_message_has_the_published_signature() {
        assertTrue(AES.verifies(MESSAGE, SIGNATURE));
    }

    @Test
    void an_rsa_signature_of_another_program_is_verified() {
        var key =
                new RsaKey(RsaPublicKey.parsePkcs1(base64(RSA_KEY), 2048, 4096).orElseThrow());
        assertTrue(key.verifies(RSA_MESSAGE, base64(RSA_SIGNATURE)));
        assertFalse(key.verifies(MESSAGE, base64(RSA_SIGNATURE)));
        assertFalse(key.verifies(RSA_MESSAGE, SIGNATURE));
    }

    @Test
    void no_bit_of_message_or_signature_can_be_flipped() {
        for (byte[] damaged : List.of(MESSAGE.clone(), SIGNATURE.clone())) {
            boolean message = damaged.length == MESSAGE.length;
            for (int bit = 0; bit < 8 * damaged.length; bit++) {
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertFalse(AES.verifies(message ? damaged : MESSAGE, message ? SIGNATURE : damaged));
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        assertFalse(AES.verifies(MESSAGE, new byte[0]));
    }

    @Test
    void a_name_can_stand_in_a_path_as_it_is() {
        for (String good : List.of("widevine_test", "A.b-9", "x".repeat(64))) {
            assertEquals(good, new Signer(good, new AccountId(201_722), Environment.TEST, AES).name());
        }
        for (String bad : List.of("", "a/b", "a b", "ä", "x".repeat(65))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Signer(bad, new AccountId(201_722), Environment.TEST, AES));
        }
    }

    @Test
    void nothing_of_the_key_is_printed() {
        assertFalse(new Signer("a", new AccountId(201_722), Environment.TEST, AES)
                .toString()
                .contains("1ae8"));
    }
}
