package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.operator.Role;
import dev.licet.domain.record.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages about keys for packagers.
class DashboardPackagingTest {
    private static final SpekeDocument FILM =
            SpekeDocument.of("2.0", "cenc", List.of(SpekeDocument.WIDEVINE), "VIDEO-2", "AUDIO-1");

    @Test
    void a_value_is_shown_only_after_the_password_and_a_reason_and_that_is_audited(@TempDir Path data) {
        try (var service = RunningService.start(data)) {
            var users = service.operator().dashboard().users();
            var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
            users.create("op", Optional.empty(), Role.OWNER, password).orThrow();
            var client = DashboardClient.signedIn(service, "op");
            String path = "/admin/accounts/" + service.demo().id() + "/packaging";
            client.get(path);
            String rules = "HD=level:4,hdcp:1\n\nAUDIO=level:2";
            assertEquals(
                    303,
                    client.post(
                                    path,
                                    "action",
                                    "options",
                                    "environment",
                                    "test",
                                    "origin",
                                    "seed",
                                    "skd",
                                    "kid",
                                    "tracks",
                                    rules)
                            .status());
            assertTrue(client.get(path + "?environment=test").text().contains("HD=level:4"));
            assertEquals(
                    400,
                    client.post(
                                    path,
                                    "action",
                                    "options",
                                    "environment",
                                    "test",
                                    "origin",
                                    "seed",
                                    "skd",
                                    "kid",
                                    "tracks",
                                    "HD=x")
                            .status());

            var encryptor = new Encryptor(service, service.demo(Environment.TEST));
            encryptor.awaitOptions();
            var values = Encryptor.values(Encryptor.read(encryptor.speke(FILM).body()));
            String value = HexFormat.of().formatHex(Base64.getDecoder().decode(values.get(FILM.kid("HD"))));
            String kid = FILM.kid("HD").replace("-", "");
            String list = client.get(path + "?environment=test").text();
            assertTrue(list.contains(FILM.contentId()));
            String page = client.get(path + "?environment=test&content=" + FILM.contentId())
                    .text();
            assertTrue(page.contains(kid) && page.contains("on air") && page.contains("TestEncoder/1"));
            assertFalse(page.contains(value));

            String[] form = {"action", "reveal", "environment", "test", "content", FILM.contentId(), "reason", "restore"
            };
            assertFalse(client.post(path, with(form, "password", "another password"))
                    .text()
                    .contains(value));
            assertFalse(client.post(path, form).text().contains(value));
            String shown = client.post(path, with(form, "password", DashboardClient.PASSWORD))
                    .text();
            assertTrue(shown.contains("label=HD:key_id=" + kid + ":key=" + value), shown);
            assertTrue(
                    shown.contains("-encryption_key " + value) && shown.matches("(?s).*--key [123]:" + value + ".*"));
            String audit = client.get("/admin/audit").text();
            assertTrue(audit.contains("show content keys") && audit.contains("restore"));
            assertFalse(audit.contains(value));
            var record = service.operator()
                    .records()
                    .latest(service.demo().id(), Environment.TEST, 1)
                    .getFirst();
            assertEquals(Event.Kind.KEY_READ, record.kind());
        }
    }

    private static String[] with(String[] form, String name, String value) {
        var more = Arrays.copyOf(form, form.length + 2);
        more[form.length] = name;
        more[form.length + 1] = value;
        return more;
    }
}
