package dev.licet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.SkdForm;
import dev.licet.domain.token.TrackType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What manifests say of a key, against the values of reference: speke-cpix.md 6.
class SignallingTest {
    private static Signalling of(ProtectionSystem system, Scheme scheme, SkdForm skd) {
        var setting = new Signalling.Setting("film 1/é", skd, "https://drm.example/hms/ck/key", Optional.empty());
        return new Signalling(system, scheme, Given.key(Given.KID, Given.VALUE, TrackType.HD), setting);
    }

    private static String base64(Optional<byte[]> bytes) {
        return Base64.getEncoder().encodeToString(bytes.orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "CENC, AAAAOHBzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAABgSEP0acGrCs2ACiI9tSkFDM8NI49yVmwY=",
        "CBCS, AAAAOHBzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAABgSEP0acGrCs2ACiI9tSkFDM8NI88aJmwY="
    })
    void the_box_of_widevine_is_that_of_the_reference(Scheme scheme, String box) {
        var signalling = of(ProtectionSystem.WIDEVINE, scheme, SkdForm.KID);
        assertEquals(box, base64(signalling.pssh()));
        assertEquals(
                "#EXT-X-KEY:METHOD=SAMPLE-AES" + (scheme == Scheme.CENC ? "-CTR" : "")
                        + ",URI=\"data:text/plain;base64," + box
                        + "\",KEYFORMAT=\"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed\",KEYFORMATVERSIONS=\"1\"",
                signalling.mediaLine().orElseThrow());
    }

    @Test
    void the_common_box_is_that_of_the_reference() {
        var signalling = of(ProtectionSystem.COMMON, Scheme.CENC, SkdForm.KID);
        assertEquals(
                "AAAANHBzc2gBAAAAEHfv7MCyTQKs4zweUuL7SwAAAAH9GnBqwrNgAoiPbUpBQzPDAAAAAA==", base64(signalling.pssh()));
        assertTrue(signalling.mediaLine().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void box_manifest_and_playlist_say_the_same(ProtectionSystem system) {
        for (Scheme scheme : Scheme.values()) {
            if (!system.plays(scheme)) continue;
            var signalling = of(system, scheme, SkdForm.KID);
            var media = signalling.mediaLine();
            assertEquals(
                    media.map(line -> line.replace("#EXT-X-KEY:", "#EXT-X-SESSION-KEY:")), signalling.sessionLine());
            assertEquals(
                    signalling.pssh().isPresent(),
                    signalling.contentProtection().isPresent());
            if (signalling.pssh().isPresent()) {
                String box = base64(signalling.pssh());
                assertTrue(signalling.contentProtection().orElseThrow().contains(">" + box + "</cenc:pssh>"));
                if (system == ProtectionSystem.WIDEVINE)
                    assertTrue(media.orElseThrow().contains(box));
            }
            if (signalling.smoothHeader().isPresent()) {
                String object = base64(signalling.smoothHeader());
                assertTrue(signalling.contentProtection().orElseThrow().contains(">" + object + "</mspr:pro>"));
                assertTrue(media.orElseThrow().contains(";base64," + object + "\""));
                byte[] box = signalling.pssh().orElseThrow();
                byte[] inner = Arrays.copyOfRange(box, 32, box.length);
                assertEquals(object, Base64.getEncoder().encodeToString(inner));
            }
        }
    }

    @Test
    void fairplay_names_the_kid_or_the_json_of_the_guide() {
        assertEquals(
                "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://fd1a706ac2b36002888f6d4a414333c3\","
                        + "KEYFORMAT=\"com.apple.streamingkeydelivery\",KEYFORMATVERSIONS=\"1\"",
                of(ProtectionSystem.FAIRPLAY, Scheme.CBCS, SkdForm.KID)
                        .mediaLine()
                        .orElseThrow());
        String uri = of(ProtectionSystem.FAIRPLAY, Scheme.CBCS, SkdForm.JSON).uri();
        assertEquals(
                "{\"ContentId\":\"film 1/é\",\"KeyId\":\"fd1a706a-c2b3-6002-888f-6d4a414333c3\","
                        + "\"IV\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                new String(Base64.getDecoder().decode(uri.substring("skd://".length())), StandardCharsets.UTF_8));
    }

    @Test
    void players_of_aes_128_are_sent_to_the_key() {
        assertEquals(
                "#EXT-X-KEY:METHOD=AES-128,URI=\"https://drm.example/hms/ck/key/film%201%2F%C3%A9/"
                        + "fd1a706a-c2b3-6002-888f-6d4a414333c3\",KEYFORMAT=\"identity\",KEYFORMATVERSIONS=\"1\"",
                of(ProtectionSystem.AES_128, Scheme.AES_128, SkdForm.KID)
                        .mediaLine()
                        .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(
            value = Scheme.class,
            names = {"CENC", "CBCS"})
    void playready_headers_name_the_acquisition_url_of_the_account(Scheme scheme) {
        var url = Optional.of("https://drm.example/playready/RightsManager.asmx?a=1&b=2");
        var setting = new Signalling.Setting("film", SkdForm.KID, "https://drm.example/hms/ck/key", url);
        var key = Given.key(Given.KID, Given.VALUE, TrackType.HD);
        String uri = new Signalling(ProtectionSystem.PLAYREADY, scheme, key, setting).uri();
        byte[] header = Base64.getDecoder().decode(uri.substring(uri.indexOf("base64,") + "base64,".length()));
        String text = new String(header, StandardCharsets.UTF_16LE);
        assertTrue(
                text.contains("<LA_URL>https://drm.example/playready/RightsManager.asmx?a=1&amp;b=2</LA_URL>"), text);
    }
}
