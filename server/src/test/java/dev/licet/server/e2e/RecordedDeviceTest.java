package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineSessionKeys;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Challenges that an independent client recorded, under its own root, are served once the operator has imported that
/// root. Nothing here but the format of messages is shared with our simulator.
class RecordedDeviceTest {
    private static final Map<String, String> RECORDED = recorded();

    private static Map<String, String> recorded() {
        try (var in = RecordedDeviceTest.class.getResourceAsStream("widevine-recorded.json")) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("\"(\\w+)\": \"([^\"]*)\"")
                    .matcher(json)
                    .results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static byte[] base64(String name) {
        return Base64.getDecoder().decode(RECORDED.get(name));
    }

    private static RsaPrivateKey key(String name) {
        return RsaPrivateKey.parse(base64(name)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenge_plain", "challenge_privacy"})
    void a_recorded_challenge_gets_a_license_that_its_device_opens(String challenge, @TempDir Path data)
            throws Exception {
        try (var service = RunningService.start(data)) {
            service.operator()
                    .administration()
                    .widevine()
                    .add(new WidevineIdentity(
                            base64("root_certificate"),
                            base64("service_certificate"),
                            key("service_private_key_pkcs1")));
            // The one in privacy mode asks for a license to keep.
            service.configure(service.demo().id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
            var parameters = TokenCatalogue.good(Drm.WIDEVINE);
            parameters.put("generalFlags", "00000001");
            String url = service.token(service.demo(Environment.TEST), Drm.WIDEVINE, parameters);
            Api.Reply reply = once(url, base64(challenge));
            String why = service.operator()
                    .records()
                    .latest(service.demo().id(), Environment.TEST, 1)
                    .getFirst()
                    .reason();
            assertEquals(200, reply.status(), why);
            assertOpens(base64(challenge), WidevineSignedMessage.read(reply.body()));
        }
    }

    /// What the service keeps in memory follows the database within a second or two.
    private static Api.Reply once(String url, byte[] challenge) throws InterruptedException {
        Api.Reply reply = Api.postBytes(url, challenge);
        for (int i = 0; i < 30 && reply.status() != 200; i++) {
            Thread.sleep(200);
            reply = Api.postBytes(url, challenge);
        }
        return reply;
    }

    private static void assertOpens(byte[] challenge, WidevineSignedMessage answer) throws Exception {
        byte[] request = WidevineSignedMessage.read(challenge).msg().orElseThrow();
        SecretBytes session = Rsa.decryptOaep(
                        Rsa.Oaep.SHA1,
                        key("device_private_key_pkcs1"),
                        answer.sessionKey().orElseThrow())
                .orElseThrow();
        var keys = WidevineSessionKeys.derive(session, request);
        byte[] license = answer.msg().orElseThrow();
        assertTrue(Arrays.equals(
                Hmac.sha256(keys.macServer(), license), answer.signature().orElseThrow()));
        WidevineKeyContainer content = WidevineLicense.read(license).keys().getFirst();
        byte[] key = Aes.cbcDecryptPadded(keys.encryption(), content.iv(), content.sealedKey())
                .orElseThrow();
        assertEquals(TokenCatalogue.KEY, HexFormat.of().formatHex(key));
    }

    @Test
    void the_certificate_request_gets_the_imported_certificate(@TempDir Path data) throws Exception {
        try (var service = RunningService.start(data)) {
            service.operator()
                    .administration()
                    .widevine()
                    .add(new WidevineIdentity(
                            base64("root_certificate"),
                            base64("service_certificate"),
                            key("service_private_key_pkcs1")));
            String url = service.rightsUrl(Environment.TEST, Drm.WIDEVINE);
            byte[] wanted = base64("service_certificate");
            byte[] got = new byte[0];
            for (int i = 0; i < 30 && !Arrays.equals(wanted, got); i++) {
                if (i > 0) Thread.sleep(200);
                got = WidevineSignedMessage.read(
                                Api.postBytes(url, new byte[] {8, 4}).body())
                        .msg()
                        .orElseThrow();
            }
            assertEquals(HexFormat.of().formatHex(wanted), HexFormat.of().formatHex(got));
        }
    }
}
