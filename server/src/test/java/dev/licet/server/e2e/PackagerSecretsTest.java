package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevinePssh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sixty-four keys go in and out through every door for packagers, with success and without, and then everything that
/// the service wrote is searched for them: log, database with its write-ahead log, backup, traces, what the Flight
/// Recorder noted, records, export, metrics, audit trail, pages, and the answers to what was refused.
class PackagerSecretsTest {
    private static final Environment TEST = Environment.TEST;
    private static final int CANARIES = 64;
    private static final String CONTENT = "canaries";
    private static final SpekeDocument FILM = film("2.0");

    private final SecretHunt hunt = new SecretHunt();
    private final Map<String, byte[]> canaries = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();

    private RunningService service;
    private Encryptor packager;
    private Signer signer;
    private String kek;

    /// The five tracks that every door knows, and 59 others.
    private static SpekeDocument film(String version) {
        var tracks = new LinkedHashMap<String, String>();
        for (String track : List.of("SD", "HD", "UHD1", "UHD2")) tracks.put(track, "<cpix:VideoFilter/>");
        tracks.put("AUDIO", "<cpix:AudioFilter/>");
        for (int i = tracks.size(); i < CANARIES; i++) tracks.put("T" + i, "<cpix:VideoFilter/>");
        return new SpekeDocument(version, CONTENT, "cenc", List.of(SpekeDocument.WIDEVINE), tracks);
    }

    /// Keys that do not rotate, which every door gives without a word of periods.
    private static String text(String version) {
        return film(version)
                .text()
                .replaceAll("<cpix:ContentKeyPeriodList>.*</cpix:ContentKeyPeriodList>", "")
                .replaceAll("<cpix:KeyPeriodFilter[^>]*>", "");
    }

    @Test
    void no_key_is_anywhere_but_in_the_answers_that_are_there_for_it(@TempDir Path data) throws Exception {
        try (hunt) {
            try (var running = hunt.start(data)) {
                service = running;
                prepare();
                take();
                give();
                licenses();
                refuse();
                look();
                service.operator().housekeeping().run();
            }
            hunt.answered(command(
                    data, "records", "export", "--account", packager.account().toString(), "--environment", "test"));
            hunt.answered(command(data, "audit", "list"));
            copied(data);
            hunt.assertNowhere(data, FILM.kid("HD").replace("-", ""));
        }
    }

    private void prepare() {
        var account = service.account("canaries");
        packager = new Encryptor(service, RunningService.text(account, TEST));
        hunt.secret("the authenticator", account.test().secret().expose(byte[]::clone));
        kek = SecretHunt.hex(hunt.secret("the kek"));
        for (String kid : FILM.kids()) canaries.put(kid, hunt.secret("the key " + kid));
        var register = service.operator().administration().packagers();
        var options = register.options(account.id(), TEST).from(KeyOrigin.KEK);
        register.configure(account.id(), TEST, options).orThrow();
        byte[] aes = SecretBytes.random(RunningService.RANDOM, AesKey.KEY_BYTES).expose(byte[]::clone);
        hunt.secret("the signer's key", aes);
        signer = new Signer(
                "canary",
                account.id(),
                TEST,
                new AesKey(SecretBytes.copyOf(aes), SecretBytes.random(RunningService.RANDOM, AesKey.IV_BYTES)));
        service.operator().administration().signers().create(signer).orThrow();
        var users = service.operator().dashboard().users();
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        users.create("op", Optional.empty(), password).orThrow();
    }

    private String[] headers(String... more) {
        var all = new ArrayList<>(List.of("Authorization", packager.basic(), "X-Licet-Kek", kek));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String export() {
        var keys = new StringBuilder();
        canaries.forEach((kid, value) -> keys.append("<ContentKey kid=\"" + kid
                + "\" commonEncryptionScheme=\"cenc\"><Data><pskc:Secret><pskc:PlainValue>"
                + Base64.getEncoder().encodeToString(value) + "</pskc:PlainValue></pskc:Secret></Data></ContentKey>"));
        return "<CPIX xmlns=\"urn:dashif:org:cpix\" xmlns:pskc=\"urn:ietf:params:xml:ns:keyprov:pskc\" contentId=\""
                + CONTENT + "\"><ContentKeyList>" + keys + "</ContentKeyList></CPIX>";
    }

    private void take() {
        byte[] document = export().getBytes(StandardCharsets.UTF_8);
        Api.Reply taken = noted(Api.postBytes(service.url(TEST, "/cpix"), document, headers()));
        assertEquals(200, taken.status(), taken.text());
        hunt.answered(taken);
        awaitOrigin();
    }

    /// The service notices the origin, and the signer, that somebody else has set within a second or two.
    private void awaitOrigin() {
        for (int tries = 0; tries < 100; tries++) {
            boolean known = packager.post(text("2.0"), headers("X-Speke-Version", "2.0"))
                                    .status()
                            == 200
                    && shaka(ShakaRequest.of(CONTENT, "", "").signed(signer))
                                    .text()
                                    .length()
                            > 1000;
            if (known) return;
            pause();
        }
        throw new IllegalStateException("the service does not notice what was set");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Api.Reply noted(Api.Reply reply) {
        requests.add(reply.header("X-Request-Id"));
        return reply;
    }

    private Api.Reply shaka(byte[] body) {
        return noted(Api.postBytes(service.url(TEST, "/wv/getcontentkey/canary"), body, "X-Licet-Kek", kek));
    }

    /// Every door gives them.
    private void give() {
        for (String version : List.of("2.0", "2.1")) {
            Api.Reply reply = noted(packager.post(text(version), headers("X-Speke-Version", version)));
            assertGiven(reply);
        }
        String first = text("2.0")
                .replace("id=\"ignored\"", "id=\"" + CONTENT + "\"")
                .replaceAll("(?s)<cpix:ContentKeyUsageRuleList>.*</cpix:ContentKeyUsageRuleList>", "");
        assertGiven(noted(packager.post(first, headers())));
        String five = "SD,HD,UHD1,UHD2,AUDIO";
        Api.Reply cpix = noted(Api.get(service.url(TEST, "/cpix/" + CONTENT + "?tracks=" + five), headers()));
        Encryptor.values(Encryptor.read(cpix.body())).forEach(this::assertValue);
        assertGivenBy(shaka(ShakaRequest.of(CONTENT, "", "").signed(signer)), 5);
        byte[] box = WidevinePssh.ofKeyIds(canaries.keySet().stream()
                        .map(kid -> HexFormat.of().parseHex(kid.replace("-", "")))
                        .toList())
                .toBytes();
        String boxed =
                "{\"pssh_data\":\"" + Base64.getEncoder().encodeToString(box) + "\",\"tracks\":[{\"type\":\"SD\"}]}";
        assertGivenBy(shaka(new ShakaRequest(boxed).signed(signer)), CANARIES);
        canaries.forEach(this::assertGivenToViewers);
    }

    /// As licenses for a proxy, which the service that it asked before hears of too. That one says keys wherever it
    /// can.
    private void licenses() {
        String specs = canaries.entrySet().stream()
                .map(one -> ProxyRequest.spec(one.getKey().replace("-", ""), SecretHunt.hex(one.getValue()), 1))
                .collect(Collectors.joining(","));
        String told = canaries.values().stream()
                .map(Base64.getEncoder()::encodeToString)
                .collect(Collectors.joining(","));
        String loose = "{\"status\":\"OK\",\"status_message\":\"" + told + "\",\"session_state\":{\"signing_key\":\""
                + told + "\"},\"make\":\"" + told + "\",\"license\":\""
                + told.replace(",", "").replace("=", "") + "\"}";
        try (var other = new LoopbackServer(_ -> Optional.of(LoopbackServer.Answer.of(200, loose)))) {
            for (Leader leader : Leader.values()) {
                service.operator()
                        .administration()
                        .signers()
                        .dualRun(packager.account(), TEST, "canary", Optional.of(new DualRun(other.url("/x"), leader)))
                        .orThrow();
                awaitComparison(specs, leader);
            }
        }
    }

    /// The service notices within a second or two who leads.
    private void awaitComparison(String specs, Leader leader) {
        for (int tries = 0; tries < 40; tries++) {
            byte[] challenge = Viewer.widevine(service)
                    .challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                    .body();
            noted(Api.postBytes(
                    service.url(TEST, "/wv/getlicense/canary"),
                    ProxyRequest.withKeys(challenge, specs, "").signed(signer)));
            var newest = service.operator().records().latest(packager.account(), TEST, 3);
            if (newest.stream()
                    .anyMatch(record -> leader.word().equals(record.facts().get("leader")))) return;
            pause();
        }
        throw new IllegalStateException("nothing is compared");
    }

    private void assertGiven(Api.Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        Map<String, String> values = Encryptor.values(Encryptor.read(reply.body()));
        assertEquals(canaries.keySet(), values.keySet());
        values.forEach(this::assertValue);
    }

    private void assertValue(String kid, String value) {
        assertEquals(Base64.getEncoder().encodeToString(canaries.get(kid)), value);
    }

    private void assertGivenBy(Api.Reply reply, int count) {
        String response = reply.text().replaceAll("(?s).*\"response\":\"([^\"]*)\".*", "$1");
        String message = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        long given = canaries.values().stream()
                .filter(value -> message.contains(Base64.getEncoder().encodeToString(value)))
                .count();
        assertEquals(count, given, message);
    }

    private void assertGivenToViewers(String kid, byte[] value) {
        String url = service.token(
                packager.authenticator(), Drm.CLEARKEY, Api.parameters("kid", kid.replace("-", ""), "kek", kek));
        String token = url.substring(url.indexOf('=') + 1);
        hunt.secret("the token of " + kid, Base64.getUrlDecoder().decode(token));
        Api.Reply key =
                noted(Api.get(service.url(TEST, "/hms/ck/key/" + CONTENT + "/" + kid), "ExpressPlayToken", token));
        assertTrue(Arrays.equals(value, key.body()), key.text());
    }

    /// What is refused says nothing of what was sent.
    private void refuse() {
        String hex = SecretHunt.hex(canaries.get(FILM.kid("HD")));
        String base64 = Base64.getEncoder().encodeToString(canaries.get(FILM.kid("HD")));
        String wrong = SecretHunt.hex(hunt.secret("another kek"));
        var refused = new ArrayList<Api.Reply>();
        for (String[] bad : List.of(
                new String[] {"Authorization", packager.basic(), "X-Licet-Kek", wrong},
                new String[] {"Authorization", packager.basic(), "X-Licet-Kek", kek + "0"},
                new String[] {"Authorization", packager.basic()},
                new String[] {"x-api-key", packager.authenticator() + "0", "X-Licet-Kek", kek})) {
            refused.add(packager.post(text("2.0"), with(bad, "X-Speke-Version", "2.0")));
            refused.add(packager.post(text("2.1"), with(bad, "X-Speke-Version", "2.1")));
            refused.add(packager.post(export().replace("contentId", "id"), bad));
            refused.add(Api.postBytes(
                    service.url(TEST, "/cpix"), export().replace("</CPIX>", "").getBytes(StandardCharsets.UTF_8), bad));
            refused.add(Api.get(service.url(TEST, "/cpix/" + CONTENT + "?tracks=" + hex), bad));
            refused.add(Api.get(service.url(TEST, "/cpix/" + CONTENT + "?tracks=HD&scheme=" + hex), bad));
        }
        for (String bad : List.of(
                text("2.0").replaceFirst("kid=\"[^\"]*\"", "kid=\"" + hex + "\""),
                text("2.0").replaceFirst("commonEncryptionScheme=\"[^\"]*\"", "commonEncryptionScheme=\"" + hex + "\""),
                text("2.0").replaceFirst("systemId=\"[^\"]*\"", "systemId=\"" + hex + "\""),
                text("2.0").replaceFirst("version=\"2.3\"", "version=\"" + hex + "\""),
                text("2.0").replaceFirst("kid=", "explicitIV=\"" + base64 + base64 + "\" kid="),
                text("2.0").replaceFirst("<cpix:ContentKeyList>", "<cpix:ContentKeyList>" + base64 + "&x" + hex + ";"),
                text("2.0").replaceFirst("<cpix:ContentKeyList>", "<x" + hex + ">"),
                text("2.0").replaceFirst("kid=", "x" + hex + "='' x" + hex + "='' kid="),
                text("2.0").replaceFirst("<cpix:ContentKeyList>", "<x" + hex + ":ContentKeyList>"))) {
            refused.add(packager.post(bad, headers("X-Speke-Version", "2.0")));
        }
        refused.add(packager.post(text("2.0"), headers("X-Speke-Version", hex)));
        refused.add(Api.postBytes(
                service.url(TEST, "/cpix"),
                export().replaceFirst("PlainValue>", "PlainValue>" + base64).getBytes(StandardCharsets.UTF_8),
                headers()));
        for (String message : List.of(
                "{\"content_id\":\"*" + base64 + "\"}",
                "{\"content_id\":x" + hex + "}",
                "{\"content_id\":\"Zg==\",\"policy\":\"" + hex + "\",\"tracks\":[{\"type\":\"SD\"}]}",
                "{\"content_id\":\"Zg==\",\"tracks\":[{\"type\":\"" + hex + "\"}]}")) {
            refused.add(shaka(new ShakaRequest(message).signed(signer)));
        }
        String key = service.url(TEST, "/hms/ck/key/" + CONTENT + "/");
        refused.add(Api.get(key + FILM.kid("HD") + "?ExpressPlayToken=" + base64.replace("=", "")));
        refused.add(Api.get(key + hex + "?ExpressPlayToken=" + hex));
        for (Api.Reply reply : refused) {
            assertTrue(reply.status() >= 400 || !reply.header("Licet-Code").isEmpty(), reply.text());
            hunt.answered(noted(reply));
        }
    }

    private static String[] with(String[] headers, String name, String value) {
        var more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }

    /// What accounts and operators see of it.
    private void look() {
        String[] bearer = {"Authorization", "Bearer " + packager.authenticator()};
        hunt.answered(Api.get(service.url(TEST, "/cmiapi/getrecord/?start=0&length=1000"), bearer));
        for (String id : requests) {
            hunt.answered(Api.get(service.url(TEST, "/explain?requestId=" + id), bearer));
        }
        hunt.answered(Api.get(service.dashboard("/metrics")));
        var client = DashboardClient.signedIn(service, "op");
        String path = "/admin/accounts/" + packager.account() + "/packaging";
        hunt.answered(client.get(path + "?environment=test"));
        hunt.answered(client.get(path + "?environment=test&content=" + CONTENT));
        String shown = client.post(path, "action", "reveal", "environment", "test", "content", CONTENT, "kek", kek)
                .text();
        canaries.values().forEach(value -> assertTrue(shown.contains(SecretHunt.hex(value)), shown));
        hunt.answered(
                client.post(path, "action", "reveal", "environment", "test", "content", CONTENT, "kek", "0" + kek));
        hunt.answered(client.get("/admin/audit"));
        hunt.answered(client.get("/admin/accounts/" + packager.account() + "/records?environment=test"));
    }

    private void copied(Path data) throws Exception {
        Path file = Files.writeString(data.resolve("kek"), kek);
        String[] copy = {
            "keys",
            "packaging",
            "copy",
            CONTENT,
            "--account",
            packager.account().toString(),
            "--environment",
            "test",
            "--for",
            "shaka",
            "--kek-file",
            file.toString()
        };
        String printed = command(data, copy);
        assertTrue(printed.contains(SecretHunt.hex(canaries.get(FILM.kid("HD")))), printed);
        hunt.answered(command(
                data,
                "keys",
                "packaging",
                "show",
                CONTENT,
                "--account",
                packager.account().toString(),
                "--environment",
                "test"));
        hunt.answered(command(data, "audit", "list"));
    }

    /// What a command prints.
    private static String command(Path data, String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        var command = new ProcessBuilder(Launcher.command(all))
                .redirectErrorStream(true)
                .start();
        String printed = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, command.waitFor(), printed);
        return printed;
    }
}
