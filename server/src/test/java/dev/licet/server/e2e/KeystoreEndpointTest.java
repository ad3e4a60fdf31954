package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.account.CreatedAccount;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The key storage API over HTTP (reference: token-api.md 8).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeystoreEndpointTest {
    private static final String KEK = KeystoreCaller.KEK;
    private static final String OTHER_KEK = "11".repeat(16);
    private static final String KEY = "a9b9033df0b9ca5447839e3d074817a0";
    private static final String EK = "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d";
    private static final String KEY_2 = "d4783a651c96a872daa145ce1a378153";
    private static final String EK_2 = "b6862c586af0d70fdc594deb7b254bb38937113dbc6411ea";
    private static final String KID = "4e2df6b45e8257e187b2802b22ae7418";
    private static final String KID_2 = "11a48707853ed5f13485f161523ffdc4";
    private static final String KEK_ID = "#1.afe008a381bdac03b412a92d54b92ddf";

    private RunningService service;
    private CreatedAccount account;
    private KeystoreCaller caller;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void freshAccount() {
        account = service.account("keys");
        caller = caller(account, Environment.TEST);
    }

    private KeystoreCaller caller(CreatedAccount owner, Environment environment) {
        return new KeystoreCaller(service, environment, RunningService.text(owner, environment));
    }

    private static String key(String kid, String k, String more) {
        return "{\"kid\":\"" + kid + "\",\"k\":\"" + k + "\"" + more + "}";
    }

    private static String withoutTime(Api.Reply reply) {
        return reply.text().replaceAll(",\"lastUpdate\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", "");
    }

    private static void assertRefused(int status, int code, Api.Reply reply) {
        assertEquals(status, reply.status(), reply.text());
        assertTrue(reply.text().startsWith("{\"code\":" + code + ",\"message\":\""), reply.text());
        assertEquals("application/json", reply.header("Content-Type"));
    }

    private List<EventRecord> records() {
        return service.operator().records().latest(account.id(), Environment.TEST, 20);
    }

    @ParameterizedTest
    @CsvSource({KEY + "," + EK, KEY_2 + "," + EK_2})
    void the_published_keys_are_wrapped_as_published(String key, String ek) {
        Api.Reply made = caller.post("/keys?kek=" + KEK, key(KID, key, ""));
        assertEquals(201, made.status());
        assertEquals("/keystore/keys/" + KID, made.header("Location"));
        assertEquals(
                "{\"kid\":\"" + KID + "\",\"k\":\"" + key + "\",\"ek\":\"" + ek + "\",\"kekId\":\"" + KEK_ID + "\"}",
                withoutTime(made));
        assertTrue(made.text().contains("\"lastUpdate\""));
        assertEquals("#" + ek, caller.get("/keys/" + KID + "/value").text());
    }

    @ParameterizedTest
    @CsvSource({KEY + "," + EK, KEY_2 + "," + EK_2})
    void the_published_wrapped_keys_are_unwrapped_as_published(String key, String ek) {
        String body = "{\"kid\":\"" + KID + "\",\"ek\":\"" + ek + "\"}";
        assertEquals(201, caller.post("/keys", body).status());
        assertEquals(key, caller.get("/keys/" + KID + "/value?kek=" + KEK).text());
    }

    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c0d0e0f, '', #1.afe008a381bdac03b412a92d54b92ddf",
        "11111111111111111111111111111111, '', #1.952241b0259652b68a8cae2be819dfa3",
        "11111111111111111111111111111111, &kekIdForm=hosted, #1.952241B0259652B68A8CAE2BE819DFA3390CDB35",
        "000102030405060708090a0b0c0d0e0f, &kekIdForm=specification, #1.afe008a381bdac03b412a92d54b92ddf",
    })
    void automatic_kek_ids_are_the_published_ones(String kek, String form, String id) {
        Api.Reply made = caller.post("/keys?kek=" + kek + form, "");
        assertTrue(made.text().contains("\"kekId\":\"" + id + "\""), made.text());
    }

    @Test
    void the_kek_id_is_made_of_the_text_as_typed() {
        Api.Reply lower = caller.post("/keys?kek=" + KEK, "");
        Api.Reply upper = caller.post("/keys?kek=" + KEK.toUpperCase(), "");
        assertTrue(lower.text().contains(KEK_ID));
        assertFalse(upper.text().contains(KEK_ID));
        assertEquals(200, caller.get("/keys?kek=" + KEK.toUpperCase()).status());
    }

    @Test
    void a_named_key_is_the_published_kid_wherever_a_kid_is_taken() throws IOException {
        String kid = "80ea8bc8a58f990ad1f76bc665b30bfa";
        Api.Reply made = caller.post("/keys?kek=" + KEK, key("^kid1", KEY, ""));
        assertEquals("/keystore/keys/" + kid, made.header("Location"));
        assertEquals(KEY, caller.get("/keys/%5Ekid1/value?kek=" + KEK).text());
        assertEquals(KEY, caller.get("/keys/" + kid + "/value?kek=" + KEK).text());
        String raw = raw("/keystore/keys/^kid1/value?kek=" + KEK);
        assertTrue(raw.endsWith("\r\n\r\n" + KEY), raw);
        assertEquals(200, caller.put("/keys/%5Ekid1", "{\"info\":\"x\"}").status());
        assertEquals("[]", caller.get("/keys?after=%5Ekid1").text());
        assertEquals(200, caller.delete("/keys/%5ekid1").status());
        assertEquals(404, caller.get("/keys/" + kid).status());
        assertEquals(
                "/keystore/keys/" + kid,
                caller.post("/keys/%5Ekid1?kek=" + KEK, "").header("Location"));
    }

    /// As a client that does not encode the caret.
    private String raw(String target) throws IOException {
        int port = URI.create(service.url(Environment.TEST, "/")).getPort();
        try (var socket = new Socket("localhost", port)) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + caller.authenticator() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/keystore/keys/%zz", "/keystore/keys/%5", "/keystore/keys/%5E%C3", "/keystore/keys/<>"})
    void a_target_that_is_half_an_escape_is_400_and_not_a_failure(String target) throws IOException {
        assertTrue(raw(target).startsWith("HTTP/1.1 400 "), raw(target));
    }

    @Test
    void names_may_hold_commas_pluses_and_letters_of_all_alphabets() {
        for (String name : List.of("a%2Cb", "a+b", "%C3%A9t%C3%A9", "a".repeat(64), "%F0%9F%98%80".repeat(64))) {
            Api.Reply made = caller.post("/keys/%5E" + name + "?kek=" + KEK, "");
            assertEquals(201, made.status(), made.text());
        }
        String comma = KeyId.ofName("a,b").hex();
        assertEquals(200, caller.get("/keys/" + comma).status());
        assertEquals(
                200, caller.get("/keys/%5Ea%2Cb," + KeyId.ofName("a+b").hex()).status());
        assertEquals(200, caller.get("/keys/" + KeyId.ofName("été").hex()).status());
        assertEquals(
                200, caller.get("/keys/" + comma + "%2C" + comma + "/value").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "%5E", "4e2df6b45e8257e187b2802b22ae741g", "4e2df6b45e8257e187b2802b22ae74180", "%5E%FF"})
    void a_bad_kid_is_an_invalid_parameter(String kid) {
        assertRefused(400, 2, caller.get("/keys/" + kid));
        assertRefused(400, 2, caller.put("/keys/" + kid, "{}"));
        assertRefused(400, 2, caller.delete("/keys/" + kid));
        assertRefused(400, 2, caller.get("/keys/" + KID + "," + kid + "/value"));
    }

    @Test
    void a_name_of_65_characters_is_too_long() {
        assertRefused(400, 2, caller.get("/keys/%5E" + "a".repeat(65)));
        assertRefused(400, 2, caller.post("/keys?kek=" + KEK, key("^" + "a".repeat(65), KEY, "")));
    }

    @Test
    void an_empty_body_makes_a_random_key_under_the_kek() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Api.Reply made = caller.post("/keys?kek=" + KEK, i % 2 == 0 ? "" : "{}");
            assertEquals(201, made.status());
            Matcher members = Pattern.compile("\\{\"kid\":\"([0-9a-f]{32})\",\"k\":\"([0-9a-f]{32})\".*")
                    .matcher(made.text());
            assertTrue(members.matches(), made.text());
            assertTrue(seen.add(members.group(1)) && seen.add(members.group(2)));
            assertEquals(
                    members.group(2),
                    caller.get("/keys/" + members.group(1) + "/value?kek=" + KEK)
                            .text());
        }
        assertEquals("{\"keyCount\":20}", caller.get("/keycount").text());
        assertEquals(
                "20",
                caller.send("GET", "/keycount", "", "Accept", "text/plain").text());
    }

    @Test
    void an_existing_kid_is_shown_and_the_body_ignored() {
        caller.post("/keys?kek=" + KEK, key(KID, KEY, ""));
        Api.Reply again = caller.post("/keys?kek=" + KEK, key(KID, KEY_2, ",\"info\":\"other\""));
        assertEquals(200, again.status());
        assertTrue(again.text().contains(KEY) && !again.text().contains("other"), again.text());
        assertEquals("", again.header("Location"));
        assertRefused(400, 5, caller.post("/keys?kek=" + OTHER_KEK, key(KID, KEY_2, "")));
        assertRefused(412, 4, caller.send("POST", "/keys?kek=" + KEK, key(KID, KEY_2, ""), "If-None-Match", "*"));
        assertEquals(KEY, caller.get("/keys/" + KID + "/value?kek=" + KEK).text());
    }

    @Test
    void a_key_is_shown_wrapped_without_the_kek_and_in_clear_with_it() {
        String more = ",\"kekId\":\"mine\",\"info\":\"some \\\"comment\\\"\",\"contentId\":\"urn:x\","
                + "\"expiration\":\"2099-12-31T23:59:59+01:00\"";
        String rest = ",\"kekId\":\"mine\",\"info\":\"some \\\"comment\\\"\",\"contentId\":\"urn:x\","
                + "\"expiration\":\"2099-12-31T22:59:59.000Z\"}";
        caller.post("/keys?kek=" + KEK, key(KID, KEY, more));
        assertEquals("{\"kid\":\"" + KID + "\",\"ek\":\"" + EK + "\"" + rest, withoutTime(caller.get("/keys/" + KID)));
        assertEquals(
                "{\"kid\":\"" + KID + "\",\"k\":\"" + KEY + "\"" + rest,
                withoutTime(caller.get("/keys/" + KID + "?kek=" + KEK)));
        assertRefused(400, 5, caller.get("/keys/" + KID + "?kek=" + OTHER_KEK));
        assertRefused(400, 5, caller.get("/keys/" + KID + "/value?kek=" + OTHER_KEK));
        assertRefused(400, 2, caller.get("/keys/" + KID + "?kek=11"));
        assertRefused(400, 2, caller.get("/keys/" + KID + "?kek=" + "g".repeat(32)));
        assertEquals("text/plain", caller.get("/keys/" + KID + "/value").header("Content-Type"));
    }

    @Test
    void several_keys_come_in_the_order_in_which_they_were_asked_for() {
        caller.post("/keys?kek=" + KEK, key(KID, KEY, ""));
        caller.post("/keys?kek=" + KEK, key(KID_2, KEY_2, ""));
        String both = "/keys/" + KID + "," + KID_2;
        assertEquals(KEY + "," + KEY_2, caller.get(both + "/value?kek=" + KEK).text());
        assertEquals("#" + EK + ",#" + EK_2, caller.get(both + "/value").text());
        String array = caller.get(both + "?kek=" + KEK).text();
        assertTrue(array.startsWith("[{\"kid\":\"" + KID + "\",\"k\":\"" + KEY + "\""), array);
        assertTrue(array.indexOf(KID) < array.indexOf(KID_2));
        assertRefused(404, 2, caller.get(both + "," + "0".repeat(32)));
        assertRefused(400, 2, caller.put(both, "{\"info\":\"x\"}"));
        assertRefused(404, 2, caller.delete(both + "," + "0".repeat(32)));
        assertEquals("{\"keyCount\":2}", caller.get("/keycount").text());
        assertEquals(200, caller.delete(both).status());
        assertEquals("[]", caller.get("/keys").text());
    }

    @Test
    void a_change_touches_what_was_sent_and_nothing_else() {
        caller.post("/keys?kek=" + KEK, key(KID, KEY, ",\"info\":\"old\",\"contentId\":\"c\""));
        Api.Reply changed = caller.put("/keys/" + KID, "{\"kid\":\"" + KID_2 + "\",\"info\":\"new\"}");
        assertEquals(200, changed.status());
        assertEquals("", changed.text());
        assertEquals(
                "{\"kid\":\"" + KID + "\",\"k\":\"" + KEY + "\",\"kekId\":\"" + KEK_ID
                        + "\",\"info\":\"new\",\"contentId\":\"c\"}",
                withoutTime(caller.get("/keys/" + KID + "?kek=" + KEK)));
        assertEquals(200, caller.put("/keys/" + KID, "{\"contentId\":null}").status());
        assertFalse(caller.get("/keys/" + KID).text().contains("contentId"));
        assertEquals(
                200,
                caller.put("/keys/" + KID + "?kek=" + OTHER_KEK, "{\"k\":\"" + KEY_2 + "\"}")
                        .status());
        assertEquals(
                "{\"kid\":\"" + KID + "\",\"k\":\"" + KEY_2
                        + "\",\"kekId\":\"#1.952241b0259652b68a8cae2be819dfa3\",\"info\":\"new\"}",
                withoutTime(caller.get("/keys/" + KID + "?kek=" + OTHER_KEK)));
        assertRefused(400, 2, caller.put("/keys/" + KID, "{\"k\":\"" + KEY_2 + "\"}"));
        assertRefused(404, 2, caller.put("/keys/" + KID_2, "{\"info\":\"x\"}"));
        assertRefused(400, 5, caller.put("/keys/" + KID + "?kek=" + OTHER_KEK, "{\"ek\":\"" + EK + "\"}"));
        assertEquals(200, caller.put("/keys/" + KID, "{\"ek\":\"" + EK + "\"}").status());
        assertEquals(KEY, caller.get("/keys/" + KID + "/value?kek=" + KEK).text());
    }

    @Test
    void what_is_missing_is_404() {
        assertRefused(404, 2, caller.get("/keys/" + KID));
        assertRefused(404, 2, caller.get("/keys/" + KID + "/value"));
        assertRefused(404, 2, caller.delete("/keys/" + KID));
        assertRefused(404, 404, caller.get("/nothing"));
        assertRefused(404, 404, caller.get("/keys/" + KID + "/values"));
        assertRefused(404, 404, caller.get("/keys/" + KID + "/x/value"));
        assertRefused(404, 404, caller.get(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | {",
                "3 | []",
                "3 | 7",
                "3 | {} {}",
                "3 | {\"k\":7}",
                "3 | {\"k\":\"aa\"}",
                "3 | {\"k\":\"zzb9033df0b9ca5447839e3d074817a0\"}",
                "3 | {\"ek\":\"5dbd\"}",
                "3 | {\"info\":{}}",
                "3 | {\"info\":\"a\",\"info\":\"b\"}",
                "3 | {\"info\":\"a\\u0000\"}",
                "3 | {\"expiration\":\"tomorrow\"}",
                "3 | {\"expiration\":\"2030-01-01T00:00:00\"}",
                "3 | {\"expiration\":\"+99999-01-01T00:00:00Z\"}",
                "3 | {\"x\":[[[[[[[[[[]]]]]]]]]]}",
                "2 | {\"kid\":\"xyz\"}",
                "2 | {\"k\":\"" + KEY + "\",\"ek\":\"" + EK + "\"}",
                "5 | {\"ek\":\"" + EK + "\"}",
            })
    void a_bad_body_is_refused_without_an_echo(int code, String body) {
        Api.Reply reply = caller.post("/keys?kek=" + OTHER_KEK, body);
        assertRefused(400, code, reply);
        assertFalse(reply.text().contains("9ca5447839") || reply.text().contains("b42fe0b"), reply.text());
        assertEquals("{\"keyCount\":0}", caller.get("/keycount").text());
    }

    @Test
    void a_key_needs_a_kek_or_to_be_wrapped_already() {
        assertRefused(400, 2, caller.post("/keys", ""));
        assertRefused(400, 2, caller.post("/keys", "{}"));
        assertRefused(400, 2, caller.post("/keys", key(KID, KEY, "")));
        assertEquals(201, caller.post("/keys", "{\"ek\":\"" + EK + "\"}").status());
    }

    @Test
    void a_large_body_is_refused_and_unknown_members_are_not() {
        String padding = "x".repeat(64 * 1024);
        assertEquals(
                413,
                caller.post("/keys?kek=" + KEK, "{\"y\":\"" + padding + "\"}").status());
        assertRefused(400, 3, caller.post("/keys?kek=" + KEK, "{\"info\":\"" + "x".repeat(4097) + "\"}"));
        assertEquals(
                201,
                caller.post("/keys?kek=" + KEK, "{\"lastUpdate\":1,\"y\":{\"z\":[1]}}")
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /keys, 'GET, HEAD, POST'",
        "DELETE, /keys, 'GET, HEAD, POST'",
        "PATCH, /keys/" + KID + ", 'GET, HEAD, PUT, DELETE, POST'",
        "PUT, /keys/" + KID + "/value, 'GET, HEAD'",
        "POST, /keycount, 'GET, HEAD'",
        "OPTIONS, /keys, 'GET, HEAD, POST'",
    })
    void another_method_is_405(String method, String path, String allow) {
        Api.Reply reply = caller.send(method, path, "");
        assertRefused(405, 405, reply);
        assertEquals(allow, reply.header("Allow"));
    }

    @Test
    void no_page_of_another_origin_may_read_anything() {
        for (String method : List.of("GET", "OPTIONS", "POST")) {
            Api.Reply reply = caller.send(method, "/keys?kek=" + KEK, "", "Origin", "https://a.example");
            assertTrue(
                    reply.headers().map().keySet().stream().noneMatch(name -> name.startsWith("access-control")),
                    reply.headers().toString());
        }
    }

    @Test
    void only_the_owner_of_a_live_authenticator_is_answered() {
        caller.post("/keys?kek=" + KEK, key(KID, KEY, ""));
        String path = "/keys/" + KID;
        assertRefused(401, -2017, caller.plain("GET", path, ""));
        assertRefused(401, -2018, caller.plain("GET", path + "?customerAuthenticator=nonsense", ""));
        String production = RunningService.text(account, Environment.PRODUCTION);
        Api.Reply wrongWorld = caller.plain("GET", path + "?customerAuthenticator=" + production, "");
        assertRefused(401, -2018, wrongWorld);
        assertTrue(wrongWorld.text().contains("this is your production key; this host is test"));
        assertEquals("Bearer", wrongWorld.header("WWW-Authenticate"));
        assertEquals(
                200,
                caller.plain("GET", path, "", "Authorization", "Bearer " + caller.authenticator())
                        .status());
        service.enable(account.id(), false);
        assertRefused(401, -2031, caller.get(path));
        service.enable(account.id(), true);
    }

    @Test
    void each_account_and_each_environment_has_its_own_keys() {
        caller.post("/keys?kek=" + KEK, key(KID, KEY, ""));
        var elsewhere =
                List.of(caller(account, Environment.PRODUCTION), caller(service.account("other"), Environment.TEST));
        for (KeystoreCaller other : elsewhere) {
            assertRefused(404, 2, other.get("/keys/" + KID));
            assertRefused(404, 2, other.put("/keys/" + KID, "{\"info\":\"mine\"}"));
            assertRefused(404, 2, other.delete("/keys/" + KID));
            assertEquals("[]", other.get("/keys").text());
            assertEquals(
                    201, other.post("/keys?kek=" + KEK, key(KID, KEY_2, "")).status());
        }
        assertEquals(KEY, caller.get("/keys/" + KID + "/value?kek=" + KEK).text());
    }

    @Test
    void pages_follow_one_another_until_the_last() {
        for (int i = 0; i < 5; i++) caller.post("/keys?kek=" + (i == 2 ? OTHER_KEK : KEK), "");
        var kids = new HashSet<String>();
        String path = "/keys?limit=2";
        int pages = 0;
        while (!path.isEmpty()) {
            Api.Reply page = caller.get(path);
            Matcher kid = Pattern.compile("\"kid\":\"([0-9a-f]{32})\"").matcher(page.text());
            while (kid.find()) assertTrue(kids.add(kid.group(1)));
            Matcher next = Pattern.compile("</keystore(/keys\\?after=[0-9a-f]{32})>; rel=\"next\"")
                    .matcher(page.header("Link"));
            path = next.matches() ? next.group(1) + "&limit=2" : "";
            pages++;
        }
        assertEquals(3, pages);
        assertEquals(5, kids.size());
        String opened = caller.get("/keys?kek=" + KEK).text();
        assertEquals(4, opened.split("\"k\":").length - 1, "those under another kek are left out");
        assertFalse(opened.contains("\"ek\""));
        for (String limit : List.of("0", "1001", "x", "-1", "")) {
            assertRefused(400, 2, caller.get("/keys?limit=" + limit));
        }
        assertRefused(400, 2, caller.get("/keys?kekIdForm=mine"));
        assertRefused(400, 2, caller.get("/keys?kek=" + KEK + "&kek=" + KEK));
    }

    @Test
    void every_read_of_a_value_and_every_change_leaves_one_record() {
        caller.post("/keys?kek=" + KEK, key(KID, KEY, ""));
        caller.get("/keys/" + KID);
        caller.get("/keys/" + KID + "/value");
        caller.get("/keys/" + KID + "?kek=" + OTHER_KEK);
        caller.get("/keys/" + KID + "?kek=" + KEK);
        caller.get("/keys/" + KID + "/value?kek=" + KEK);
        caller.post("/keys?kek=" + KEK, key(KID, KEY, ""));
        caller.get("/keys?kek=" + KEK);
        caller.put("/keys/" + KID, "{\"info\":\"x\"}");
        caller.delete("/keys/" + KID);
        assertEquals(
                List.of(
                        Event.Kind.KEY_DELETED,
                        Event.Kind.KEY_WRITTEN,
                        Event.Kind.KEY_READ,
                        Event.Kind.KEY_READ,
                        Event.Kind.KEY_READ,
                        Event.Kind.KEY_READ,
                        Event.Kind.KEY_WRITTEN),
                records().stream().map(EventRecord::kind).toList());
        for (EventRecord record : records()) {
            assertEquals(List.of(KID), record.kids());
            assertTrue(record.drm().isEmpty());
        }
        String published = Api.get(service.url(
                        Environment.TEST, "/cmiapi/getrecord/?customerAuthenticator=" + caller.authenticator()))
                .text();
        assertTrue(published.contains("\"kind\":\"key_read\""), published);
        assertFalse(published.contains("\"drm\""), published);
    }

    @Test
    void a_slash_at_the_end_makes_no_difference() {
        assertEquals(201, caller.post("/keys/?kek=" + KEK, key(KID, KEY, "")).status());
        assertEquals(200, caller.get("/keys/" + KID + "/").status());
        assertEquals(200, caller.get("/keys/" + KID + "/value/").status());
        assertEquals(200, caller.get("/keycount/").status());
    }
}
