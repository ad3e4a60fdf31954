package dev.licet.server.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A browser without a screen, as far as the dashboard's cookie and forms go.
final class DashboardClient {
    static final String PASSWORD = "correct horse battery";
    private static final String BOUNDARY = "----WebKitFormBoundaryx7";
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final RunningService service;
    private final Map<String, String> jar = new LinkedHashMap<>();
    private String csrf = "";

    DashboardClient(RunningService service) {
        this.service = service;
    }

    static DashboardClient signedIn(RunningService service, String name) {
        var client = new DashboardClient(service);
        client.get("/admin/sign-in");
        var reply = client.post("/admin/sign-in", "name", name, "password", PASSWORD);
        if (reply.status() != 303) throw new IllegalStateException("not signed in: " + reply.status());
        client.get("/admin/password");
        return client;
    }

    Api.Reply get(String path) {
        return kept(Api.get(service.dashboard(path), "Cookie", cookie()));
    }

    /// Events of a page of this session.
    EventStream stream(String path, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Cookie", cookie()));
        return EventStream.open(service.dashboard(path), all.toArray(String[]::new));
    }

    /// A form of a page of this session.
    Api.Reply post(String path, String... fields) {
        Map<String, String> all = new LinkedHashMap<>(Api.parameters(fields));
        all.putIfAbsent("csrf", csrf);
        return kept(Api.postForm(service.dashboard(path), Api.form(all), "Cookie", cookie()));
    }

    /// FairPlay credentials as a browser sends files.
    Api.Reply upload(String path, byte[] certificate, List<byte[]> keys, String ask, String derivation) {
        var texts = Api.parameters("action", "add", "ask", ask, "derivation", derivation);
        return upload(path, texts, Map.of("certificate", List.of(certificate), "key", keys));
    }

    /// A form with files of a page of this session.
    Api.Reply upload(String path, Map<String, String> texts, Map<String, List<byte[]>> files) {
        var body = new ByteArrayOutputStream();
        part(body, "\"csrf\"", csrf.getBytes(StandardCharsets.UTF_8));
        texts.forEach((name, text) -> part(body, "\"" + name + "\"", text.getBytes(StandardCharsets.UTF_8)));
        files.forEach((name, all) -> all.forEach(bytes -> part(body, "\"" + name + "\"; filename=\"x.bin\"", bytes)));
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        String type = "multipart/form-data; boundary=" + BOUNDARY;
        return kept(
                Api.postBytes(service.dashboard(path), body.toByteArray(), "Cookie", cookie(), "Content-Type", type));
    }

    private static void part(ByteArrayOutputStream body, String name, byte[] value) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(value);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private Api.Reply kept(Api.Reply reply) {
        String set = reply.header("Set-Cookie");
        // Each address says by itself which environment it means.
        if (set.startsWith("licet-environment=")) set = "";
        if (!set.isEmpty()) jar.put(set.substring(0, set.indexOf('=')), set.substring(0, set.indexOf(';')));
        Matcher token = TOKEN.matcher(reply.text());
        if (token.find()) csrf = token.group(1);
        return reply;
    }

    String cookie() {
        return String.join("; ", jar.values());
    }

    String csrf() {
        return csrf;
    }
}
