package dev.licet.server.e2e;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.storage.account.CreatedAccount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A request of the `.http` files, taken apart. Together they ask for every operation of the API, which [HttpFilesTest]
/// sees to.
///
/// @param target  path and query
/// @param headers lines, without `Host` and `Content-Length`
record HttpSample(String method, String target, List<String> headers, byte[] body) {
    /// All of them, with the account's authenticator of that environment in them, and a fresh token of the test
    // environment.
    static List<HttpSample> all(RunningService service, Environment environment, CreatedAccount account)
            throws IOException {
        var values = new TreeMap<>(HttpFilesTest.values(service, environment, account));
        var samples = new ArrayList<HttpSample>();
        for (Path file : HttpFilesTest.files()) {
            for (String request : Files.readString(file).split("(?m)^###.*\n")) {
                if (request.isBlank()) continue;
                String rights = rights(service, account, file);
                values.put("rights", rights);
                values.put("token", rights.substring(rights.indexOf('=') + 1));
                String plain = HttpFilesTest.filled(request.replaceAll("(?m)^[>#] ?.*\n?", ""), values);
                samples.add(of(plain));
            }
        }
        return samples;
    }

    /// Where a token of the system that the file is about is redeemed.
    private static String rights(RunningService service, CreatedAccount account, Path file) {
        boolean plain = file.getFileName().toString().startsWith("clearkey");
        var drm = plain ? Drm.CLEARKEY : Drm.WIDEVINE;
        return service.token(RunningService.text(account, Environment.TEST), drm, TokenCatalogue.good(drm));
    }

    private static HttpSample of(String request) {
        String[] parts = request.strip().split("\n\n", 2);
        String[] head = parts[0].split("\n");
        URI address = URI.create(HttpFilesTest.target(request));
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new HttpSample(
                head[0].split(" ")[0],
                address.getRawPath() + query,
                List.of(head).subList(1, head.length),
                HttpFilesTest.body(parts));
    }

    HttpSample withTarget(String other) {
        return new HttpSample(method, other, headers, body);
    }

    HttpSample withHeaders(List<String> others) {
        return new HttpSample(method, target, others, body);
    }

    HttpSample withBody(byte[] other) {
        return new HttpSample(method, target, headers, other);
    }

    /// As it goes over the wire in HTTP/1.1.
    byte[] bytes(int port) {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        for (String header : headers) head.append(header).append("\r\n");
        head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
