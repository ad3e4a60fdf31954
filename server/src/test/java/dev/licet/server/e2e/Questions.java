package dev.licet.server.e2e;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// How each route that wants to know who asks is asked for a thing of somebody.
final class Questions {
    /// What the owner's key is wrapped under.
    static final String KEK = "f0e1d2c3b4a5968778695a4b3c2d1e0f";
    /// The owner's key.
    static final String KEY = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";

    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};
    private static final String[] XML = {"Content-Type", "application/xml", "X-Speke-Version", "2.0"};
    private static final String OTHER_KEY = "11111111111111111111111111111111";

    private final RunningService service;
    private final Map<String, Question> all = new LinkedHashMap<>();

    /// Who asks.
    record Asker(Environment environment, String authenticator) {}

    /// What is asked for, each by the name that it has in a request.
    record Things(String kid, String cookie, String requestId, String recordId, String contentId) {
        /// The text without these names, and without what is different in every answer.
        String without(Api.Reply reply) {
            String left = reply.text().replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "time");
            left = left.replaceAll("[0-9a-f]{32}", "id");
            for (String name : List.of(cookie, contentId)) left = left.replace(name, "…");
            return left;
        }
    }

    /// @param shows what the owner's answer has and no stranger's may have; empty where strangers get what is
    ///              their own
    record Question(BiFunction<Asker, Things, Api.Reply> ask, String shows) {}

    Questions(RunningService service) {
        this.service = service;
        for (Drm drm : Drm.values()) tokens(drm);
        records();
        explanations();
        keyStore();
        packagers();
    }

    /// By method and path, as the description of the API writes them.
    Map<String, Question> all() {
        return all;
    }

    private void define(String operation, String shows, BiFunction<Asker, Things, Api.Reply> question) {
        all.put(operation, new Question(question, shows));
    }

    Api.Reply send(Asker asker, String method, String path, String body, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + asker.authenticator()));
        all.addAll(List.of(headers));
        return Api.call(method, service.url(asker.environment(), path), body, all.toArray(String[]::new));
    }

    private static Api.Reply joined(Stream<Api.Reply> replies) {
        List<Api.Reply> all = replies.toList();
        String text = String.join("\n", all.stream().map(Api.Reply::text).toList());
        Api.Reply first = all.getFirst();
        return new Api.Reply(first.status(), first.headers(), text.getBytes(StandardCharsets.UTF_8));
    }

    /// With a key that lies in the key store.
    private void tokens(Drm drm) {
        String path = "/hms/" + drm.path() + "/token";
        String shows = drm == Drm.PLAYREADY ? "RightsManager" : "/rights/";
        define("GET " + path, shows, (asker, things) -> token(asker, "GET", drm, things));
        define("POST " + path, shows, (asker, things) -> token(asker, "POST", drm, things));
    }

    private Api.Reply token(Asker asker, String method, Drm drm, Things things) {
        var parameters = TokenCatalogue.good(drm);
        parameters.remove("contentKey");
        parameters.put("kid", things.kid());
        parameters.put("kek", KEK);
        String path = "/hms/" + drm.path() + "/token";
        return method.equals("GET")
                ? send(asker, method, path + "?" + Api.form(parameters), "")
                : send(asker, method, path, Api.form(parameters), FORM);
    }

    private void records() {
        define(
                "GET /cmiapi/getrecord/",
                "\"issued\"",
                (asker, things) -> joined(Stream.of("cookie=" + things.cookie(), "id=" + things.recordId())
                        .map(query -> send(asker, "GET", "/cmiapi/getrecord/?" + query, ""))));
        define("GET /cmiapi/records/stream", "the cookie", this::stream);
    }

    /// From just before the record; the stream of a stranger has only what the stranger does meanwhile. A place
    /// beyond the end of the log would be told as one, so nobody's record stands at its beginning.
    private Api.Reply stream(Asker asker, Things things) {
        long place = things.recordId().startsWith("9999") ? 0 : Long.parseLong(things.recordId()) - 1;
        String url = service.url(asker.environment(), "/cmiapi/records/stream?from=" + place);
        try (var stream = EventStream.open(url, "Authorization", "Bearer " + asker.authenticator())) {
            String cookie = "s" + System.nanoTime();
            var good = TokenCatalogue.good(Drm.WIDEVINE);
            good.put("cookie", cookie);
            send(asker, "POST", "/hms/wv/token", Api.form(good), FORM);
            var seen = new StringBuilder();
            while (seen.indexOf(cookie) < 0)
                seen.append(stream.next().orElseThrow().data());
            String found = seen.indexOf("\"" + things.cookie() + "\"") < 0 ? "own records" : "the cookie";
            return new Api.Reply(stream.status(), null, found.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void explanations() {
        define(
                "GET /explain",
                "\"steps\"",
                (asker, things) -> joined(named(things).map(query -> send(asker, "GET", "/explain?" + query, ""))));
        define(
                "POST /explain",
                "\"steps\"",
                (asker, things) -> joined(named(things).map(form -> send(asker, "POST", "/explain", form, FORM))));
    }

    private static Stream<String> named(Things things) {
        return Stream.of("requestId=" + things.requestId(), "cookie=" + things.cookie());
    }

    private void keyStore() {
        define("GET /keystore/keys", KEY, (asker, things) -> send(asker, "GET", "/keystore/keys?kek=" + KEK, ""));
        define("GET /keystore/keycount", "1", (asker, things) -> send(asker, "GET", "/keystore/keycount", ""));
        define("POST /keystore/keys", "", (asker, things) -> draft(asker, "/keystore/keys", things));
        define(
                "POST /keystore/keys/{kids}",
                "",
                (asker, things) -> draft(asker, "/keystore/keys/" + things.kid(), things));
        key("GET", "/keystore/keys/{kids}", KEY, "");
        key("GET", "/keystore/keys/{kids}/value", KEY, "");
        key("PUT", "/keystore/keys/{kids}", "taken", "{\"info\":\"taken\"}");
        key("DELETE", "/keystore/keys/{kids}", "deleted", "");
    }

    private void key(String method, String path, String shows, String body) {
        define(
                method + " " + path,
                shows,
                (asker, things) ->
                        worded(send(asker, method, path.replace("{kids}", things.kid()) + "?kek=" + KEK, body), shows));
    }

    /// What succeeds without a word says what it did.
    private static Api.Reply worded(Api.Reply reply, String done) {
        boolean silent = reply.status() < 300 && !reply.text().contains(done);
        return silent ? new Api.Reply(reply.status(), reply.headers(), done.getBytes(StandardCharsets.UTF_8)) : reply;
    }

    /// A stranger may have a key of the same name; it is taken away again.
    private Api.Reply draft(Asker asker, String path, Things things) {
        Api.Reply made = make(asker, path, things.kid(), OTHER_KEY);
        if (made.status() == 201) send(asker, "DELETE", "/keystore/keys/" + things.kid(), "");
        return made;
    }

    Api.Reply make(Asker asker, String path, String kid, String key) {
        return send(asker, "POST", path + "?kek=" + KEK, "{\"kid\":\"" + kid + "\",\"k\":\"" + key + "\"}");
    }

    private void packagers() {
        define(
                "POST /speke/copyProtection",
                "",
                (asker, things) -> send(
                        asker, "POST", "/speke/copyProtection", document(things).text(), XML));
        define(
                "GET /cpix/{contentId}",
                "",
                (asker, things) -> send(asker, "GET", "/cpix/" + things.contentId() + "?tracks=SD", ""));
        define(
                "POST /cpix",
                "",
                (asker, things) -> send(
                        asker,
                        "POST",
                        "/cpix?contentId=" + things.contentId(),
                        CPIX.formatted(document(things).kid("SD")),
                        "Content-Type",
                        "application/xml",
                        "X-Licet-Kek",
                        KEK));
    }

    static SpekeDocument document(Things things) {
        var one = SpekeDocument.of("2.0", "cenc", List.of(SpekeDocument.WIDEVINE), "VIDEO-2");
        return new SpekeDocument("2.0", things.contentId(), "cenc", one.systems(), one.tracks());
    }

    /// A key of the content with another value.
    private static final String CPIX = """
            <CPIX xmlns="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc"><ContentKeyList>
            <ContentKey kid="%s" commonEncryptionScheme="cenc"><Data><pskc:Secret>
            <pskc:PlainValue>EREREREREREREREREREREQ==</pskc:PlainValue></pskc:Secret></Data></ContentKey>
            </ContentKeyList></CPIX>
            """;
}
