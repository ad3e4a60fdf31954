package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every answer is as the schemas say ([CpixSchema] tells which).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpekeSchemaTest {
    private static final Path CERTIFICATE = Path.of("../keys/src/test/resources/dev/licet/keys/cpix/Cert1.cer");

    private RunningService service;
    private Encryptor encryptor;
    private Map<String, CpixSchema> schemas;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path older, @TempDir Path newer) throws Exception {
        service = RunningService.start(data);
        encryptor = Encryptor.seeded(service);
        schemas = Map.of("2.3", new CpixSchema("2.3", older), "2.4", new CpixSchema("2.4", newer));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    static List<SpekeDocument> matrix() {
        return SpekeDocument.matrix();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void every_answer_is_valid(SpekeDocument document) throws IOException {
        assertValid(document.cpixVersion(), encryptor.speke(document));
    }

    private void assertValid(String version, Api.Reply reply) throws IOException {
        assertEquals(200, reply.status(), reply.text());
        assertEquals(Optional.empty(), schemas.get(version).complaint(reply.body()), reply.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.1"})
    void an_encrypted_answer_is_valid_whatever_else_was_said_of_its_recipients(String version) throws IOException {
        var document = SpekeDocument.of(version, "cbcs", List.of(SpekeDocument.WIDEVINE), "VIDEO-2", "AUDIO-1");
        String recipient = "<cpix:DeliveryData><cpix:DeliveryKey><ds:X509Data><ds:X509Certificate>"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(CERTIFICATE))
                + "</ds:X509Certificate></ds:X509Data></cpix:DeliveryKey>%s</cpix:DeliveryData>";
        String list = "<cpix:DeliveryDataList xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"
                + recipient.formatted("")
                + recipient.formatted("<cpix:Description>the encoder</cpix:Description>"
                        + "<cpix:SendingEntity>us</cpix:SendingEntity>")
                + "</cpix:DeliveryDataList><cpix:ContentKeyList>";
        String text = document.text().replace("<cpix:ContentKeyList>", list);
        assertValid(
                document.cpixVersion(),
                encryptor.post(text, "Authorization", encryptor.basic(), "X-Speke-Version", version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3", "2.4"})
    void what_cpix_packagers_get_is_valid(String version) throws IOException {
        for (String query : List.of(
                "",
                "&tracks=ALL",
                "&scheme=cbcs&drm=widevine,playready,fairplay,common&tracks=SD,HD,UHD1,UHD2,AUDIO",
                "&period=4294967295")) {
            String url = service.url(Environment.TEST, "/cpix/schema?version=" + version + query);
            assertValid(version, Api.get(url, "Authorization", encryptor.basic()));
        }
    }

    /// The schemas see what is wrong.
    @Test
    void what_is_of_the_other_version_or_in_another_order_is_not_valid() throws IOException {
        var document = SpekeDocument.of("2.1", "cbcs", List.of(SpekeDocument.WIDEVINE), "VIDEO-1");
        String good = encryptor.speke(document).text();
        for (String bad : List.of(
                good.replaceAll(
                        "(<cpix:HDCPData.*</cpix:HDCPData>|<cpix:HDCPData[^>]*/>)(<cpix:Data>.*</cpix:Data>)", "$2$1"),
                good.replace("multiVariant", "master"),
                good.replaceAll("(<pskc:PlainValue>)....", "$1*"),
                good.replace("periodId=\"p1\"", "periodId=\"p2\""))) {
            assertTrue(!bad.equals(good));
            assertTrue(
                    schemas.get("2.4")
                            .complaint(bad.getBytes(StandardCharsets.UTF_8))
                            .isPresent(),
                    bad);
        }
        assertTrue(schemas.get("2.3")
                .complaint(good.getBytes(StandardCharsets.UTF_8))
                .isPresent());
    }
}
