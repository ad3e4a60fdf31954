package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Behind a proxy that serves an environment under a path, `Location` and `Link` lead where the caller can follow.
class KeystorePrefixTest {
    private static final String KEK = KeystoreCaller.KEK;

    @TempDir
    private Path data;

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://drm.example/licet, /licet",
        "https://drm.example/licet/, /licet",
        "https://drm.example/a/b, /a/b",
        "https://drm.example, ''",
        "https://drm.example/, ''"
    })
    void links_have_the_path_of_the_configured_address(String url, String prefix) throws IOException {
        int port = freePort();
        try (var service =
                RunningService.start(data, Map.of(Key.TEST_PORT, Integer.toString(port), Key.TEST_URL, url))) {
            String bearer = "Bearer " + service.demo(Environment.TEST);
            String keys = "http://localhost:" + port + "/keystore/keys";
            String kid = "4e2df6b45e8257e187b2802b22ae7418";
            var made = Api.postForm(keys + "?kek=" + KEK, "{\"kid\":\"" + kid + "\"}", "Authorization", bearer);
            assertEquals(prefix + "/keystore/keys/" + kid, made.header("Location"));
            Api.postForm(keys + "?kek=" + KEK, "", "Authorization", bearer);
            var page = Api.get(keys + "?limit=1", "Authorization", bearer);
            String first = page.text().replaceAll("(?s).*\"kid\":\"([0-9a-f]{32})\".*", "$1");
            assertEquals("<" + prefix + "/keystore/keys?after=" + first + ">; rel=\"next\"", page.header("Link"));
        }
    }

    @Test
    void an_environment_without_an_address_has_no_prefix() {
        try (var service = RunningService.start(data)) {
            String keys = service.url(Environment.TEST, "/keystore/keys");
            String bearer = "Bearer " + service.demo(Environment.TEST);
            var made = Api.postForm(keys + "/%5Efilm?kek=" + KEK, "", "Authorization", bearer);
            assertEquals("/keystore/keys/", made.header("Location").replaceAll("[0-9a-f]{32}$", ""));
        }
    }
}
