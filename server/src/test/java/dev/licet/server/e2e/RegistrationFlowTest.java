package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.storage.account.CreatedAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a registration of test content asks for, as the script of the HbbTV reference application does: one GET for
/// each system, all parameters in the query, and an address of a license made of the answer. It has no FairPlay; that
/// request is the one of published quick starts (reference: token-api.md 5 to 7).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationFlowTest {
    private static final String KID = "43215678123412341234123412341234";
    private static final String KEY = "12341234123412341234123412341234";

    private RunningService service;
    private CreatedAccount published;
    private CreatedAccount current;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        published = service.demo();
        current = service.account("current");
        service.configure(current.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    Stream<Arguments> callers() {
        return Stream.of(
                Arguments.of("published, test", published, Environment.TEST),
                Arguments.of("published, production", published, Environment.PRODUCTION),
                Arguments.of("current, test", current, Environment.TEST));
    }

    /// What all three have.
    private static Map<String, String> common() {
        return Api.parameters(
                "kid",
                KID,
                "contentKey",
                KEY,
                "expirationTime",
                "+2592000",
                "generalFlags",
                "00000000",
                "errorFormat",
                "json");
    }

    private Api.Reply ask(CreatedAccount caller, Environment environment, Drm drm, String... more) {
        var all = new LinkedHashMap<String, String>();
        all.put("customerAuthenticator", RunningService.text(caller, environment));
        all.putAll(common());
        all.putAll(Api.parameters(more));
        return Api.get(service.tokenUrl(environment, drm) + "?" + Api.form(all));
    }

    private static void assertOneLine(Api.Reply reply, String rightsUrl) {
        assertEquals(200, reply.status(), reply.text());
        assertEquals("text/uri-list", reply.header("Content-Type"));
        String start = rightsUrl + "?ExpressPlayToken=";
        assertTrue(reply.text().startsWith(start), reply.text());
        assertTrue(reply.text().substring(start.length()).matches("[A-Za-z0-9_-]+"), "one line and nothing after it");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callers")
    void widevine_is_answered_with_one_line(String name, CreatedAccount caller, Environment environment) {
        var reply = ask(
                caller, environment, Drm.WIDEVINE, "securityLevel", "1", "hdcpOutputControl", "0", "trackType", "1");
        assertOneLine(reply, service.rightsUrl(environment, Drm.WIDEVINE));
    }

    /// In production the demo account has no credentials, which FairPlay asks for (`-6006`).
    @Test
    void fairplay_is_answered_with_one_line() {
        var reply = ask(published, Environment.TEST, Drm.FAIRPLAY, "iv", "d5fbd6b82ed93e4ef98ae40931ee33b7");
        assertOneLine(reply, service.rightsUrl(Environment.TEST, Drm.FAIRPLAY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callers")
    void playready_is_answered_in_json_with_two_members(String name, CreatedAccount caller, Environment environment)
            throws IOException {
        var reply = playReady(caller, environment);
        assertEquals(200, reply.status(), reply.text());
        assertEquals("application/json", reply.header("Content-Type"));
        var members = members(reply.body());
        assertEquals(Set.of("licenseAcquisitionUrl", "token"), members.keySet());
        String url = service.url(environment, "/playready/RightsManager.asmx");
        assertEquals(url, members.get("licenseAcquisitionUrl"));
        assertTrue(members.get("token").matches("[A-Za-z0-9_-]+"), members.get("token"));
    }

    private Api.Reply playReady(CreatedAccount caller, Environment environment) {
        return ask(
                caller,
                environment,
                Drm.PLAYREADY,
                "rightsType",
                "BuyToOwn",
                "analogVideoOPL",
                "100",
                "compressedDigitalAudioOPL",
                "100",
                "compressedDigitalVideoOPL",
                "100",
                "uncompressedDigitalAudioOPL",
                "100",
                "uncompressedDigitalVideoOPL",
                "100",
                "minCertSecurityLevel",
                "150",
                "unknownOutputBehavior",
                "Allow");
    }

    private static Map<String, String> members(byte[] answer) throws IOException {
        var members = new LinkedHashMap<String, String>();
        try (var json = new JsonFactory().createParser(answer)) {
            assertEquals(JsonToken.START_OBJECT, json.nextToken());
            while (json.nextToken() == JsonToken.FIELD_NAME) members.put(json.currentName(), json.nextTextValue());
            assertEquals(JsonToken.END_OBJECT, json.currentToken());
            assertEquals(null, json.nextToken(), "nothing after the object");
        }
        return members;
    }
}
