package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.key.KeyId;
import dev.licet.keys.cpix.Names;
import dev.licet.keys.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// CPIX by GET and by POST.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CpixEndpointTest {
    private static final String KEK = "000102030405060708090a0b0c0d0e0f";

    private RunningService service;
    private Encryptor encryptor;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        encryptor = Encryptor.seeded(service);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private Api.Reply get(String path) {
        return Api.get(service.url(Environment.TEST, path), "Authorization", encryptor.basic());
    }

    private Map<String, String> values(String path) {
        Api.Reply reply = get(path);
        assertEquals(200, reply.status(), reply.text());
        return Encryptor.values(Encryptor.read(reply.body()));
    }

    @Test
    void asking_again_gives_the_same_keys_and_another_content_or_track_has_others() {
        var first = values("/cpix/movie?tracks=SD,HD,AUDIO");
        assertEquals(3, Map.copyOf(first).size());
        assertEquals(first, values("/cpix/movie?tracks=SD,HD,AUDIO"));
        assertEquals(first, values("/cpix/movie/?scheme=cenc&drm=widevine"));
        var other = values("/cpix/movie%202");
        other.keySet().forEach(kid -> assertFalse(first.containsKey(kid)));
    }

    @Test
    void a_period_has_keys_of_its_own() {
        var one = values("/cpix/live?tracks=ALL&period=1");
        var two = values("/cpix/live?tracks=ALL&period=2");
        assertEquals(1, one.size());
        assertFalse(one.equals(two));
        assertEquals(one, values("/cpix/live?tracks=ALL&period=1"));
    }

    @Test
    void the_rules_are_those_that_shaka_packager_takes() {
        XmlElement root = Encryptor.read(
                get("/cpix/rules?tracks=AUDIO,SD,HD,UHD1,UHD2&scheme=cbcs&drm=widevine,playready,fairplay")
                        .body());
        var rules =
                root.first(Names.CPIX, "ContentKeyUsageRuleList").orElseThrow().elements();
        assertEquals(
                List.of("AUDIO", "SD", "HD", "UHD1", "UHD2"),
                rules.stream()
                        .map(rule -> rule.attribute("intendedTrackType").orElseThrow())
                        .toList());
        assertEquals(Optional.of("442368"), rules.get(1).elements().getFirst().attribute("maxPixels"));
        assertEquals(Optional.of("442369"), rules.get(2).elements().getFirst().attribute("minPixels"));
        assertEquals(Optional.of("2073600"), rules.get(2).elements().getFirst().attribute("maxPixels"));
        assertEquals(Optional.of("8847361"), rules.get(4).elements().getFirst().attribute("minPixels"));
        for (XmlElement rule : rules) assertEquals(1, rule.elements().size());
        assertEquals(
                15,
                root.first(Names.CPIX, "DRMSystemList").orElseThrow().elements().size());
        String aws = get("/cpix/rules?tracks=SD&bounds=aws").text();
        assertTrue(aws.contains("maxPixels=\"589824\""), aws);
    }

    @Test
    void what_a_speke_packager_was_given_is_what_others_get_for_the_same_content_and_track() {
        var document = SpekeDocument.of("2.0", "cbcs", List.of(SpekeDocument.WIDEVINE), "VIDEO-2", "AUDIO-1");
        var speke = Encryptor.values(Encryptor.read(encryptor.speke(document).body()));
        var cpix = values("/cpix/" + document.contentId() + "?tracks=SD,HD,AUDIO&drm=widevine");
        assertEquals(speke, cpix);
        assertTrue(get("/cpix/" + document.contentId() + "?drm=widevine")
                .text()
                .contains("commonEncryptionScheme=\"cbcs\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?tracks=4K",
                "?tracks=ALL,SD",
                "?tracks=SD,SD",
                "?scheme=aes",
                "?scheme=AES-128",
                "?drm=nagra",
                "?drm=fairplay&scheme=cenc",
                "?version=2.2",
                "?bounds=none",
                "?period=-1",
                "?tracks=SD&tracks=HD",
                "?drm=widevine&drm=widevine",
                "?scheme=cenc&scheme=cbcs",
                "?version=2.3&version=2.3",
                "?bounds=aws&bounds=shaka",
                "?period=1&period=2"
            })
    void a_wish_that_cannot_be_fulfilled_is_422_in_words(String query) {
        Api.Reply reply = get("/cpix/film" + query);
        assertEquals(422, reply.status());
        assertTrue(reply.header("Content-Type").startsWith("text/plain"));
        assertFalse(reply.header("Licet-Code").isEmpty());
        assertEquals(401, Api.get(service.url(Environment.TEST, "/cpix/film")).status());
    }

    @Test
    void an_export_of_somebody_else_is_taken_into_the_key_store() {
        String kid = "0badcafe-0000-4000-8000-000000000001";
        String value = Base64.getEncoder().encodeToString(HexFormat.of().parseHex("5438b719bf47a2f5678237477db2f9e6"));
        byte[] document = """
                <CPIX xmlns="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc" contentId="bought"><ContentKeyList>
                <ContentKey kid="%1$s" commonEncryptionScheme="cenc"><Data><pskc:Secret><pskc:PlainValue>%2$s</pskc:PlainValue></pskc:Secret></Data></ContentKey>
                </ContentKeyList><ContentKeyUsageRuleList><ContentKeyUsageRule kid="%1$s" intendedTrackType="UHD"><VideoFilter/></ContentKeyUsageRule>
                </ContentKeyUsageRuleList></CPIX>
                """.formatted(kid, value).getBytes(StandardCharsets.UTF_8);
        String url = service.url(Environment.TEST, "/cpix");
        Api.Reply reply = Api.postBytes(url, document, "Authorization", encryptor.basic(), "X-Licet-Kek", KEK);
        String hex = kid.replace("-", "");
        assertEquals("{\"contentId\":\"bought\",\"kids\":[\"" + hex + "\"]}", reply.text());
        Api.Reply stored = new KeystoreCaller(service, Environment.TEST, encryptor.authenticator())
                .get("/keys/" + hex + "/value?kek=" + KEK);
        assertEquals("5438b719bf47a2f5678237477db2f9e6", stored.text());
        var kept = service.operator()
                .packagedKeys()
                .find(encryptor.account(), Environment.TEST, new KeyId(hex))
                .orElseThrow();
        assertEquals("UHD1", kept.type().name());
        byte[] ruleless = new String(document, StandardCharsets.UTF_8)
                .replaceAll("(?s)<ContentKeyUsageRuleList>.*</ContentKeyUsageRuleList>", "")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                200,
                Api.postBytes(url, ruleless, "Authorization", encryptor.basic(), "X-Licet-Kek", KEK)
                        .status());
        var again = service.operator()
                .packagedKeys()
                .find(encryptor.account(), Environment.TEST, new KeyId(hex))
                .orElseThrow();
        assertEquals("UHD UHD1", again.track() + " " + again.type(), "what was said before stays");
        assertEquals(
                422,
                Api.postBytes(url, document, "Authorization", encryptor.basic()).status());
        byte[] other = new String(document, StandardCharsets.UTF_8)
                .replace(value, "AAAAAAAAAAAAAAAAAAAAAA==")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                422,
                Api.postBytes(url, other, "Authorization", encryptor.basic(), "X-Licet-Kek", KEK)
                        .status());
        assertEquals(
                422,
                Api.postBytes(url, document, "Authorization", encryptor.basic(), "X-Licet-Kek", "x")
                        .status());
        Api.Reply twice = Api.postBytes(
                url + "?contentId=a&contentId=b", document, "Authorization", encryptor.basic(), "X-Licet-Kek", KEK);
        assertEquals(422, twice.status());
        assertEquals("contentId was sent more than once", twice.text());
    }
}
