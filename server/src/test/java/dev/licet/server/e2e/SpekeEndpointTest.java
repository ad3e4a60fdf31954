package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.keys.cpix.Names;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SPEKE over HTTP (reference: speke-cpix.md 2 to 8).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpekeEndpointTest {
    private static final List<String> ALL =
            List.of(SpekeDocument.WIDEVINE, SpekeDocument.PLAYREADY, SpekeDocument.FAIRPLAY);
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

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    static List<Arguments> contracts() {
        return SpekeDocument.contracts().stream()
                .map(presets -> Arguments.of((Object) presets))
                .toList();
    }

    /// For each preset every scheme, set of systems and version.
    @ParameterizedTest
    @MethodSource("contracts")
    void every_preset_is_served_in_every_scheme_to_every_system_in_both_versions(String... presets) {
        var systems = new ArrayList<>(ALL.stream().map(List::of).toList());
        systems.add(ALL);
        for (String version : List.of("2.0", "2.1")) {
            for (String scheme : List.of("cenc", "cbcs")) {
                for (List<String> some : systems) check(SpekeDocument.of(version, scheme, some, presets));
            }
        }
    }

    private void check(SpekeDocument document) {
        Api.Reply reply = encryptor.speke(document);
        boolean impossible =
                document.scheme().equals("cenc") && document.systems().contains(SpekeDocument.FAIRPLAY);
        if (impossible) {
            assertEquals(422, reply.status());
            assertEquals(
                    "ContentKey@commonEncryptionScheme non compatible with DRMSystem " + SpekeDocument.FAIRPLAY,
                    reply.text());
            return;
        }
        assertEquals(200, reply.status(), reply.text());
        assertEquals(document.version(), reply.header("X-Speke-Version"));
        assertFalse(reply.header("X-Speke-User-Agent").isEmpty());
        assertEquals("application/xml; charset=utf-8", reply.header("Content-Type"));
        XmlElement root = Encryptor.read(reply.body());
        assertEquals(Optional.empty(), root.attribute("id"));
        assertEquals(document.kids(), List.copyOf(Encryptor.values(root).keySet()));
        assertEquals(
                Encryptor.values(root),
                Encryptor.values(Encryptor.read(encryptor.speke(document).body())));
        assertEquals(
                without(Encryptor.read(document.text().getBytes(StandardCharsets.UTF_8))
                        .without("id")),
                without(root));
        for (XmlElement system :
                root.first(Names.CPIX, "DRMSystemList").orElseThrow().all(Names.CPIX, "DRMSystem")) {
            checkSystem(document, system);
        }
    }

    /// What is left when the gaps are dropped must be the request as it was.
    private static XmlElement without(XmlElement element) {
        var kept = new ArrayList<XmlNode>();
        for (XmlNode node : element.children()) {
            switch (node) {
                case XmlNode.Text(String text) -> {
                    if (!text.isBlank()) kept.add(node);
                }
                case XmlElement child -> {
                    boolean gap = List.of(
                                    "Data",
                                    "HDCPData",
                                    "PSSH",
                                    "ContentProtectionData",
                                    "HLSSignalingData",
                                    "SmoothStreamingProtectionHeaderData")
                            .contains(child.name());
                    if (!gap) kept.add(without(child));
                }
            }
        }
        return element.withChildren(kept).without("HLSAllowedCPC").without("explicitIV");
    }

    private static void checkSystem(SpekeDocument document, XmlElement system) {
        String id = system.attribute("systemId").orElseThrow();
        var lines = system.all(Names.CPIX, "HLSSignalingData");
        String media = decoded(lines.getFirst().text());
        assertEquals(2, lines.size());
        assertEquals(
                media.replace("#EXT-X-KEY:", "#EXT-X-SESSION-KEY:"),
                decoded(lines.getLast().text()));
        boolean second = document.version().equals("2.1");
        assertEquals(second, system.attribute("HLSAllowedCPC").isPresent());
        if (id.equals(SpekeDocument.FAIRPLAY)) {
            assertTrue(system.first(Names.CPIX, "PSSH").isEmpty());
            assertTrue(system.first(Names.CPIX, "ContentProtectionData").isEmpty());
            assertTrue(
                    media.contains(
                            "skd://" + system.attribute("kid").orElseThrow().replace("-", "")),
                    media);
            return;
        }
        String box = system.first(Names.CPIX, "PSSH").orElseThrow().text();
        XmlElement data = system.first(Names.CPIX, "ContentProtectionData").orElseThrow();
        assertTrue(decoded(data.text()).contains(">" + box + "</cenc:pssh>"));
        assertEquals(second, data.attribute("robustness").isPresent());
        String said = id.equals(SpekeDocument.WIDEVINE)
                ? box
                : system.first(Names.CPIX, "SmoothStreamingProtectionHeaderData")
                        .orElseThrow()
                        .text();
        assertTrue(media.contains("base64," + said + "\""), media);
    }

    private SpekeDocument usual() {
        return SpekeDocument.of("2.0", "cbcs", ALL, "VIDEO-2", "AUDIO-1");
    }

    /// Each of the sentences by a request that deserves it.
    static List<Arguments> sentences() {
        String document =
                SpekeDocument.of("2.0", "cbcs", ALL, "VIDEO-2", "AUDIO-1").text();
        String hd = SpekeDocument.of("2.0", "cbcs", ALL, "VIDEO-2", "AUDIO-1").kid("HD");
        return List.of(
                Arguments.of("Missing CPIX@contentId", "2.0", document.replaceAll("contentId=\"[^\"]*\"", "")),
                Arguments.of(
                        "Missing CPIX@contentId", "2.0", document.replaceAll("contentId=\"[^\"]*\"", "contentId=\"\"")),
                Arguments.of("Missing CPIX@version", "2.0", document.replace("version=\"2.3\"", "")),
                Arguments.of("Unsupported CPIX@version", "2.0", document.replace("version=\"2.3\"", "version=\"2.4\"")),
                Arguments.of("Unsupported CPIX@version", "2.1", document),
                Arguments.of("Unsupported SPEKE version", "3.0", "this is not even XML"),
                Arguments.of(
                        "Missing ContentKey@commonEncryptionScheme for KID " + hd,
                        "2.0",
                        document.replace("kid=\"" + hd + "\" commonEncryptionScheme=\"cbcs\"", "kid=\"" + hd + "\"")),
                Arguments.of(
                        "Non compliant ContentKey@commonEncryptionScheme combination",
                        "2.0",
                        document.replace(
                                "kid=\"" + hd + "\" commonEncryptionScheme=\"cbcs\"",
                                "kid=\"" + hd + "\" commonEncryptionScheme=\"cenc\"")),
                Arguments.of(
                        "ContentKey@commonEncryptionScheme non compatible with DRMSystem " + SpekeDocument.FAIRPLAY,
                        "2.0",
                        document.replace("\"cbcs\"", "\"cenc\"")),
                Arguments.of(
                        "Missing CPIX encryption contract",
                        "2.0",
                        document.replaceAll("<cpix:(Video|Audio)Filter[^>]*>", "")),
                Arguments.of("Malformed encryption contract", "2.0", document.replace("<cpix:AudioFilter/>", "")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace("intendedTrackType=\"AUDIO\"", "intendedTrackType=\"ALL\"")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace("intendedTrackType=\"HD\"", "intendedTrackType=\"SD\"")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace("intendedTrackType=\"SD\"", "intendedTrackType=\"SD+UHD\"")
                                .replace("intendedTrackType=\"HD\"", "intendedTrackType=\"uhd+SD\"")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace("intendedTrackType=\"SD\"", "intendedTrackType=\"SD+SD\"")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace("intendedTrackType=\"HD\"", "intendedTrackType=\"ALL+HD\"")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace(
                                "intendedTrackType=\"SD\"", "intendedTrackType=\"" + "SD+".repeat(60_000) + "\"")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace("<cpix:AudioFilter/>", "<cpix:LabelFilter label=\"x\"/><cpix:AudioFilter/>")),
                Arguments.of(
                        "Malformed encryption contract",
                        "2.0",
                        document.replace("<cpix:AudioFilter/>", "<cpix:AudioFilter/><cpix:AudioFilter/>")),
                Arguments.of(
                        "Malformed encryption contract", "2.0", document.replace("periodId=\"p1\"", "periodId=\"p2\"")),
                Arguments.of(
                        "Requested CPIX encryption contract not supported",
                        "2.0",
                        document.replace("intendedTrackType=\"HD\"", "intendedTrackType=\"AUDIO+UHD\"")
                                .replace(
                                        "<cpix:VideoFilter minPixels",
                                        "<cpix:AudioFilter minChannels=\"3\"/><cpix:VideoFilter minPixels")));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void a_document_that_cannot_be_served_is_refused_with_the_sentence_that_is_prescribed(
            String sentence, String version, String document) {
        Api.Reply reply = encryptor.post(document, "Authorization", encryptor.basic(), "X-Speke-Version", version);
        assertEquals(sentence, reply.text());
        assertEquals(422, reply.status());
        assertEquals("text/plain; charset=utf-8", reply.header("Content-Type"));
        EventRecord record = newest();
        assertEquals(Event.Kind.KEY_REFUSED, record.kind());
        assertEquals(sentence, record.reason());
        Api.Reply explained = Api.get(
                service.url(Environment.TEST, "/explain?requestId=" + reply.header("X-Request-Id")),
                "Authorization",
                "Bearer " + encryptor.authenticator());
        assertTrue(explained.text().contains(sentence), explained.text());
    }

    private EventRecord newest() {
        return service.operator()
                .records()
                .latest(encryptor.account(), Environment.TEST, 1)
                .getFirst();
    }

    @Test
    void what_is_served_leaves_a_record_and_no_value_in_it() {
        Api.Reply reply = encryptor.speke(usual());
        EventRecord record = newest();
        assertEquals(Event.Kind.KEY_SERVED, record.kind());
        assertEquals(Optional.of(usual().contentId()), record.contentId());
        assertEquals(3, record.kids().size());
        assertEquals("TestEncoder/1", record.facts().get("caller"));
        assertEquals("#7", record.facts().get("periods"));
        for (String value : Encryptor.values(Encryptor.read(reply.body())).values()) {
            String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(value));
            assertFalse(record.toString().contains(value) || record.toString().contains(hex));
        }
    }

    @Test
    void a_packager_shows_itself_in_any_of_four_ways() {
        String document = usual().text();
        String[] version = {"X-Speke-Version", "2.0"};
        String sigV4 = "AWS4-HMAC-SHA256 Credential=AKIA/20261129/us-east-1/execute-api/aws4_request";
        assertEquals(
                200,
                encryptor
                        .post(document, "Authorization", encryptor.basic(), version[0], version[1])
                        .status());
        String bearer = "Bearer " + encryptor.authenticator();
        assertEquals(
                200,
                encryptor
                        .post(document, "Authorization", bearer, version[0], version[1])
                        .status());
        assertEquals(
                200,
                encryptor
                        .post(
                                document,
                                "x-api-key",
                                encryptor.authenticator(),
                                "Authorization",
                                sigV4,
                                version[0],
                                version[1])
                        .status());
        String url = service.url(
                Environment.TEST, "/speke/copyProtection?customerAuthenticator=" + encryptor.authenticator());
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                200,
                Api.postBytes(url, body, "Authorization", sigV4, version[0], version[1])
                        .status());
        for (String[] wrong : List.of(
                new String[] {"Authorization", sigV4},
                new String[] {"Authorization", "Basic !"},
                new String[] {"Authorization", encryptor.basic().replace('M', 'N')},
                new String[] {"x-api-key", "201722,00"})) {
            Api.Reply refused = encryptor.post(document, wrong);
            assertEquals(401, refused.status());
            assertTrue(refused.header("WWW-Authenticate").startsWith("Basic "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a/>", "no XML", "<cpix:CPIX/>"})
    void what_is_no_document_is_422_with_a_sentence_of_our_own(String body) {
        Api.Reply reply = encryptor.post(body, "Authorization", encryptor.basic(), "X-Speke-Version", "2.0");
        assertEquals(422, reply.status());
        assertFalse(reply.text().isBlank());
    }

    @Test
    void attacks_are_4xx_and_a_document_of_256_kib_is_read() {
        String[] headers = {"Authorization", encryptor.basic(), "X-Speke-Version", "2.0"};
        String bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><r>&b;</r>";
        String external = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>";
        var attributes = new StringBuilder("<r");
        for (int i = 0; i < 30_000; i++)
            attributes.append(" a").append(Integer.toString(i, 36)).append("=''");
        for (String attack : List.of(
                bomb, external, attributes + "/>", "<a>".repeat(50_000), "<a>".repeat(11) + "</a>".repeat(11))) {
            assertCoded(422, encryptor.post(attack, headers));
            byte[] wide = ("\ufeff" + attack).getBytes(StandardCharsets.UTF_16BE);
            assertCoded(wide.length > 256 * 1024 ? 413 : 422, encryptor.post(wide, headers));
        }
        for (int i = 30_000; i < 100_000; i++)
            attributes.append(" a").append(Integer.toString(i, 36)).append("=''");
        assertCoded(413, encryptor.post(attributes + "/>", headers));
        String document = usual().text();
        String large = document + " ".repeat(256 * 1024 - document.length());
        assertEquals(200, encryptor.post(large, headers).status());
        Api.Reply refused = encryptor.post(large + " ", headers);
        assertCoded(413, refused);
        assertEquals("[413] The document is larger than 256 KiB", refused.text());
        byte[] wide = document.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16);
        assertEquals(200, encryptor.post(wide, headers).status());
    }

    private static void assertCoded(int status, Api.Reply reply) {
        assertEquals(status, reply.status(), reply.text());
        assertFalse(reply.header("Licet-Code").isEmpty());
        assertFalse(reply.text().contains("root:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Two ContentKey elements have the same kid|<cpix:ContentKey .*?/>",
                "Two DRMSystem elements have the same kid and systemId|<cpix:DRMSystem .*?</cpix:DRMSystem>",
                "Malformed encryption contract|<cpix:ContentKeyUsageRule .*?</cpix:ContentKeyUsageRule>",
                "More than one CPIX/DRMSystemList|<cpix:DRMSystemList.*</cpix:DRMSystemList>",
            })
    void what_may_stand_once_and_stands_twice_is_refused(String sentence, String element) {
        String twice = usual().text().replaceFirst("(?s)(" + element + ")", "$1$1");
        Api.Reply reply = encryptor.post(twice, "Authorization", encryptor.basic(), "X-Speke-Version", "2.0");
        assertEquals(sentence, reply.text());
        assertCoded(422, reply);
    }

    @Test
    void the_first_version_gets_uris_an_iv_and_nothing_that_does_not_apply() {
        String kid = "98ee5596-cd3e-a20d-163a-e382420c6eff";
        String document = """
                <c:CPIX id="5E99137A-BD6C-4ECC-A24D-A3EE04B4E011" xmlns:c="urn:dashif:org:cpix" xmlns:s="urn:aws:amazon:com:speke">
                <c:ContentKeyList><c:ContentKey kid="%1$s"/></c:ContentKeyList>
                <c:DRMSystemList>
                <c:DRMSystem kid="%1$s" systemId="94ce86fb-07ff-4f43-adb8-93d2fa968ca2"><c:URIExtXKey/><s:KeyFormat/><s:KeyFormatVersions/><c:PSSH/><s:ProtectionHeader/></c:DRMSystem>
                <c:DRMSystem kid="%1$s" systemId="9a04f079-9840-4286-ab92-e65be0885f95"><c:PSSH/><s:ProtectionHeader/><c:ContentProtectionData/><s:KeyFormat/></c:DRMSystem>
                <c:DRMSystem kid="%1$s" systemId="81376844-f976-481e-a84e-cc25d39b0b33"><c:URIExtXKey/><s:KeyFormat/><s:KeyFormatVersions/></c:DRMSystem>
                </c:DRMSystemList></c:CPIX>
                """.formatted(kid);
        Api.Reply reply = encryptor.post(document, "Authorization", encryptor.basic());
        assertEquals(200, reply.status(), reply.text());
        assertFalse(reply.header("Speke-User-Agent").isEmpty());
        XmlElement root = Encryptor.read(reply.body());
        assertEquals(Optional.of("5E99137A-BD6C-4ECC-A24D-A3EE04B4E011"), root.attribute("id"));
        XmlElement key = root.first(Names.CPIX, "ContentKeyList")
                .orElseThrow()
                .elements()
                .getFirst();
        assertEquals(16, Base64.getDecoder().decode(key.attribute("explicitIV").orElseThrow()).length);
        var systems = root.first(Names.CPIX, "DRMSystemList").orElseThrow().elements();
        assertEquals(
                List.of("URIExtXKey", "KeyFormat", "KeyFormatVersions"),
                systems.get(0).elements().stream().map(XmlElement::name).toList());
        assertEquals(
                "skd://" + kid.replace("-", ""),
                decoded(systems.get(0).elements().getFirst().text()));
        assertEquals(
                List.of("PSSH", "ProtectionHeader", "ContentProtectionData"),
                systems.get(1).elements().stream().map(XmlElement::name).toList());
        assertTrue(decoded(systems.get(2).elements().getFirst().text()).endsWith("/" + kid));
        assertEquals("identity", decoded(systems.get(2).elements().get(1).text()));
    }

    /// Whoever reads the key of a film again with SPEKE 1.0 does not package it anew.
    @Test
    void a_document_of_the_first_version_without_a_scheme_keeps_the_one_that_the_content_is_in() {
        var film = SpekeDocument.of("2.0", "cbcs", List.of(SpekeDocument.WIDEVINE), "SHARED");
        String box = first(encryptor.speke(film), "PSSH");
        String document = """
                <c:CPIX id="%1$s" xmlns:c="urn:dashif:org:cpix"><c:ContentKeyList><c:ContentKey kid="%2$s"/></c:ContentKeyList>
                <c:DRMSystemList><c:DRMSystem kid="%2$s" systemId="%3$s"><c:PSSH/></c:DRMSystem></c:DRMSystemList></c:CPIX>
                """.formatted(film.contentId(), film.kid("ALL"), SpekeDocument.WIDEVINE);
        assertEquals(box, first(encryptor.post(document, "Authorization", encryptor.basic()), "PSSH"));
        assertEquals("cbcs", scheme(film.kid("ALL")));
        assertEquals(
                "ALL #7",
                known(film.kid("ALL")).track() + " "
                        + known(film.kid("ALL")).period().words());
        String fresh = document.replace(film.kid("ALL"), "98ee5596-cd3e-a20d-163a-e382420c6e00");
        assertFalse(box.equals(first(encryptor.post(fresh, "Authorization", encryptor.basic()), "PSSH")));
        assertEquals("cenc", scheme("98ee5596-cd3e-a20d-163a-e382420c6e00"));
        String other = document.replace(SpekeDocument.WIDEVINE, SpekeDocument.FAIRPLAY)
                .replace(film.kid("ALL"), "98ee5596-cd3e-a20d-163a-e382420c6e00");
        assertEquals(
                200, encryptor.post(other, "Authorization", encryptor.basic()).status());
        assertEquals("cbcs", scheme("98ee5596-cd3e-a20d-163a-e382420c6e00"), "FairPlay plays nothing else");
    }

    private static String first(Api.Reply reply, String child) {
        assertEquals(200, reply.status(), reply.text());
        return Encryptor.read(reply.body())
                .first(Names.CPIX, "DRMSystemList")
                .orElseThrow()
                .elements()
                .getFirst()
                .first(Names.CPIX, child)
                .orElseThrow()
                .text();
    }

    private PackagedKey known(String kid) {
        return service.operator()
                .packagedKeys()
                .find(encryptor.account(), Environment.TEST, new KeyId(kid.replace("-", "")))
                .orElseThrow();
    }

    private String scheme(String kid) {
        return known(kid).scheme().orElseThrow().word();
    }

    @Test
    void periods_come_back_as_they_were_and_are_kept() {
        String document = SpekeDocument.of("2.1", "cenc", List.of(SpekeDocument.WIDEVINE), "VIDEO-1", "AUDIO-1")
                .text()
                .replace("film-VIDEO-1-AUDIO-1", "channel")
                .replace(
                        "<cpix:ContentKeyPeriod id=\"p1\" index=\"7\"/>",
                        "<cpix:ContentKeyPeriod id=\"p1\" index=\"7\" start=\"2020-01-01T01:00:00+01:00\" end=\"2090-01-01T00:00:00Z\"/>");
        Api.Reply reply = encryptor.post(document, "Authorization", encryptor.basic(), "X-Speke-Version", "2.1");
        assertEquals(200, reply.status(), reply.text());
        assertTrue(reply.text().contains("start=\"2020-01-01T01:00:00+01:00\" end=\"2090-01-01T00:00:00Z\""));
        var keys = service.operator().packagedKeys().ofContent(encryptor.account(), Environment.TEST, "channel", 9);
        assertEquals(
                "#7 2020-01-01T00:00:00Z/2090-01-01T00:00:00Z",
                keys.getFirst().period().words());
    }

    @Test
    void what_licenses_demand_stands_in_the_answer_of_the_second_version_alone() {
        XmlElement root = Encryptor.read(encryptor
                .speke(SpekeDocument.of("2.1", "cbcs", ALL, "VIDEO-3", "AUDIO-1"))
                .body());
        var levels = root.first(Names.CPIX, "ContentKeyList").orElseThrow().elements().stream()
                .map(key -> key.elements().getFirst().attribute("HLSHDCPLevel").orElseThrow())
                .toList();
        assertEquals(List.of("NONE", "TYPE-0", "TYPE-1", "NONE"), levels);
        String protection = root.first(Names.CPIX, "ContentKeyList")
                .orElseThrow()
                .elements()
                .get(2)
                .elements()
                .getFirst()
                .elements()
                .getFirst()
                .text();
        assertTrue(decoded(protection).contains("value=\"2.0\""), decoded(protection));
        String text = new String(
                encryptor.speke(SpekeDocument.of("2.0", "cbcs", ALL, "VIDEO-3")).body(), StandardCharsets.UTF_8);
        assertFalse(text.contains("HDCPData") || text.contains("robustness") || text.contains("HLSAllowedCPC"));
    }

    @ParameterizedTest
    @CsvSource({"Basic", "Header"})
    void an_account_of_the_other_origin_needs_a_kek_and_finds_its_keys_in_the_key_store(String how) {
        var account = service.account("under kek");
        var register = service.operator().administration().packagers();
        register.configure(
                        account.id(),
                        Environment.TEST,
                        register.options(account.id(), Environment.TEST).from(KeyOrigin.KEK))
                .orThrow();
        var owner = new Encryptor(service, RunningService.text(account, Environment.TEST));
        String password = owner.authenticator().replace(',', ':') + (how.equals("Basic") ? ":" + KEK : "");
        String basic = "Basic " + Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        var headers = new ArrayList<>(List.of("Authorization", basic, "X-Speke-Version", "2.0"));
        if (how.equals("Header")) headers.addAll(List.of("X-Licet-Kek", KEK));
        String document = usual().text();
        Api.Reply reply = owner.post(document, headers.toArray(String[]::new));
        for (int tries = 0; tries < 50 && reply.status() != 200; tries++) {
            pause();
            reply = owner.post(document, headers.toArray(String[]::new));
        }
        Map<String, String> values = Encryptor.values(Encryptor.read(reply.body()));
        assertEquals(3, values.size());
        Api.Reply none = owner.post(document, "Authorization", owner.basic(), "X-Speke-Version", "2.0");
        assertEquals(422, none.status());
        String kid = usual().kid("HD").replace("-", "");
        Api.Reply stored = new KeystoreCaller(service, Environment.TEST, owner.authenticator())
                .get("/keys/" + kid + "/value?kek=" + KEK);
        String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(values.get(usual().kid("HD"))));
        assertEquals(hex, stored.text());
    }

    @ParameterizedTest
    @CsvSource({"Basic", "Header"})
    void a_kek_that_is_none_is_refused_and_on_record(String how) {
        var account = service.account("broken kek");
        var owner = new Encryptor(service, RunningService.text(account, Environment.TEST));
        String password = owner.authenticator().replace(',', ':') + (how.equals("Basic") ? ":00" : "");
        String basic = "Basic " + Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        var headers = new ArrayList<>(List.of("Authorization", basic, "X-Speke-Version", "2.0"));
        if (how.equals("Header")) headers.addAll(List.of("X-Licet-Kek", "00"));
        Api.Reply reply = owner.post(usual().text(), headers.toArray(String[]::new));
        assertEquals(422, reply.status());
        assertEquals("the kek must be 32 hexadecimal digits", reply.text());
        assertEquals("-9001", reply.header("Licet-Code"));
        var record = service.operator()
                .records()
                .latest(account.id(), Environment.TEST, 1)
                .getFirst();
        assertEquals(Event.Kind.KEY_REFUSED, record.kind());
        assertEquals(reply.text(), record.reason());
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_account_that_has_chosen_nothing_is_refused() {
        var other = new Encryptor(service, service.demo(Environment.TEST));
        Api.Reply reply = other.speke(usual());
        assertEquals(422, reply.status());
        assertEquals("no source of keys for packagers is chosen for this account", reply.text());
    }
}
