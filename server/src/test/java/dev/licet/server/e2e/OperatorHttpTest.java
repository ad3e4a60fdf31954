package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.operator.Scope;
import dev.licet.server.api.OpenApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/http/operators` is written from the description of the API for operators, so no route is missing
/// there; each of its requests is sent, and no account's authenticator opens any of them.
class OperatorHttpTest {
    private static final Path FILE = Path.of("../examples/http/operators/operators.http");
    private static final Path NEW = Path.of("target/operators.http");

    private final OpenApi document = OpenApi.ofOperators();

    private record Asked(String method, String template) {
        String path() {
            return template.replace("{account}", "{{account}}")
                    .replace("{environment}", "{{environment}}")
                    .replace("{name}", "example")
                    .replaceAll("(?<!\\{)\\{(id|number)}", "1");
        }
    }

    /// Closing accounts and removing things come last of a path, as the methods are sorted here.
    private List<Asked> all() {
        var order = List.of("POST", "PUT", "GET", "DELETE");
        return new TreeMap<>(document.paths())
                .reversed().entrySet().stream()
                        .filter(path -> !path.getKey().equals("/openapi"))
                        .flatMap(path -> order.stream()
                                .filter(path.getValue()::contains)
                                .map(method -> new Asked(method, path.getKey())))
                        .toList();
    }

    private String text() {
        var text = new StringBuilder();
        for (Asked asked : all()) {
            text.append("### ")
                    .append(document.said(asked.method(), asked.template(), "summary"))
                    .append('\n');
            text.append(asked.method())
                    .append(" {{admin}}")
                    .append(asked.path())
                    .append('\n');
            text.append("Authorization: Bearer {{operator}}\n");
            document.body(asked.method(), asked.template())
                    .ifPresent(body -> text.append("Content-Type: application/json\n\n")
                            .append(body)
                            .append('\n'));
            text.append('\n');
        }
        return text.toString().stripTrailing() + "\n";
    }

    @Test
    void the_file_has_every_route() throws Exception {
        Files.writeString(NEW, text());
        assertEquals(text(), Files.readString(FILE), "copy server/" + NEW + " there");
    }

    @Test
    void every_request_is_answered_as_described(@TempDir Path data) {
        try (var service = RunningService.start(data)) {
            String operator = "Bearer " + token(service);
            String account = "Bearer " + service.demo(dev.licet.domain.Environment.TEST);
            int done = 0;
            for (Asked asked : all()) {
                String url = service.dashboard("/admin/api/v1")
                        + asked.path()
                                .replace("{{account}}", service.demo().id().toString())
                                .replace("{{environment}}", "test");
                String body = document.body(asked.method(), asked.template()).orElse("");
                assertEquals(
                        401,
                        Api.call(asked.method(), url, body, "Authorization", account)
                                .status(),
                        url);
                var reply = Api.call(asked.method(), url, body, "Authorization", operator);
                assertEquals(List.of(), complaints(asked, reply), asked + " " + reply.status() + " " + reply.text());
                assertFalse(
                        Set.of(401, 403, 405).contains(reply.status()) || reply.status() >= 500, asked + reply.text());
                if (reply.status() < 300) done++;
            }
            assertTrue(done > 30, done + " were done");
        }
    }

    private List<String> complaints(Asked asked, Api.Reply reply) {
        return document.complaints(
                asked.method(), asked.template(), reply.status(), "", reply.header("Content-Type"), reply.text());
    }

    private static String token(RunningService service) {
        return service.operator()
                .operatorTokens()
                .create("http", Scope.all(), Optional.empty())
                .secret()
                .expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }
}
