package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.domain.Environment;
import dev.licet.server.api.OpenApi;
import dev.licet.storage.account.CreatedAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Sends every request of the `.http` files as an editor does, holds the answers against the document of the API, and
/// looks whether the files know all of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpFilesTest {
    private static final Path FOLDER =
            Path.of("../examples/http").toAbsolutePath().normalize();
    private static final Pattern EXPECTS = Pattern.compile("(?m)^# expects (\\d+)\n");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

    private final OpenApi document = OpenApi.load();
    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void every_request_is_answered_as_described_and_no_path_is_missing() throws Exception {
        var missing = new TreeMap<String, TreeSet<String>>();
        document.paths().forEach((path, methods) -> missing.put(path, new TreeSet<>(methods)));
        missing.values().forEach(methods -> methods.remove("OPTIONS"));
        for (Path file : files()) {
            for (String done : answered(file)) {
                missing.get(done.split(" ")[1]).remove(done.split(" ")[0]);
            }
        }
        missing.values().removeIf(TreeSet::isEmpty);
        assertEquals(Map.of(), missing, "no request for these");
    }

    /// The variables that the files are told to be set in.
    @Test
    void every_variable_is_in_the_environment_file_or_set_by_an_answer() throws IOException {
        var known = new TreeSet<String>(List.of("rights", "token"));
        try (var parser = new JsonFactory()
                .createParser(FOLDER.resolve("http-client.env.json").toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) known.add(parser.currentName());
            }
        }
        var used = new TreeSet<String>();
        for (Path file : files()) {
            VARIABLE.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
        }
        assertEquals(known, used);
    }

    /// Method and path of each request, in order.
    private List<String> answered(Path file) throws Exception {
        var done = new ArrayList<String>();
        var values = new TreeMap<>(values(service, Environment.TEST, service.demo()));
        values.put("authenticator", service.demo(Environment.TEST));
        for (String request : Files.readString(file).split("(?m)^###.*\n")) {
            if (request.isBlank()) continue;
            var expects = EXPECTS.matcher(request);
            int status = expects.find() ? Integer.parseInt(expects.group(1)) : 200;
            String plain = filled(request.replaceAll("(?m)^[>#] ?.*\n?", ""), values);
            var reply = send(plain);
            assertEquals(status, reply.status(), file.getFileName() + ": " + plain + "\n" + reply.text());
            if (request.contains("client.global.set(\"rights\"")) values.put("rights", reply.text());
            if (request.contains("client.global.set(\"token\""))
                values.put("token", reply.text().split("=")[1]);
            String path = template(plain);
            String method = plain.strip().split(" ")[0];
            if (!method.equals("OPTIONS")) assertDescribed(method, path, reply);
            done.add(method + " " + path);
        }
        return done;
    }

    /// What the files are told to be set.
    static Map<String, String> values(RunningService service, Environment environment, CreatedAccount account) {
        return Map.of(
                "host", service.url(environment, ""),
                "account", account.id().toString(),
                "authenticator", RunningService.text(account, environment),
                "kek", TokenCatalogue.KEK);
    }

    private void assertDescribed(String method, String path, Api.Reply reply) {
        List<String> complaints = document.complaints(
                method, path, reply.status(), reply.header("Licet-Code"), reply.header("Content-Type"), reply.text());
        assertEquals(List.of(), complaints, method + " " + path + " " + reply.text());
    }

    static String filled(String request, Map<String, String> values) {
        return VARIABLE.matcher(request).replaceAll(found -> values.get(found.group(1)));
    }

    /// The path as the document has it.
    private String template(String request) {
        String path = URI.create(target(request)).getPath();
        return document.paths().keySet().stream()
                .filter(known -> path.matches(known.replaceAll("\\{\\w+}", "[^/]+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not documented: " + path));
    }

    /// An editor encodes what may not stand in an address.
    static String target(String request) {
        return request.strip().split("\n")[0].split(" ", 2)[1].replace("^", "%5E");
    }

    private static Api.Reply send(String request) throws InterruptedException {
        String[] parts = request.strip().split("\n\n", 2);
        String[] head = parts[0].split("\n");
        var call = HttpRequest.newBuilder(URI.create(target(request)));
        for (int i = 1; i < head.length; i++) call.header(head[i].split(": ", 2)[0], head[i].split(": ", 2)[1]);
        call.method(head[0].split(" ")[0], BodyPublishers.ofByteArray(body(parts)));
        try {
            var reply = Api.CLIENT.send(call.build(), BodyHandlers.ofInputStream());
            try (var answer = reply.body()) {
                boolean goesOn = reply.headers().firstValue("Content-Type").equals(Optional.of("text/event-stream"));
                byte[] read = goesOn ? firstEvent(answer) : answer.readAllBytes();
                return new Api.Reply(reply.statusCode(), reply.headers(), read);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] firstEvent(InputStream stream) throws IOException {
        var event = new StringBuilder();
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            event.append((char) next);
            if (event.toString().endsWith("\n\n")) break;
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] body(String[] parts) throws UncheckedIOException {
        if (parts.length == 1) return new byte[0];
        String text = parts[1].strip();
        if (!text.startsWith("< ")) return text.getBytes(StandardCharsets.UTF_8);
        try {
            return Files.readAllBytes(FOLDER.resolve(text.substring(2)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
