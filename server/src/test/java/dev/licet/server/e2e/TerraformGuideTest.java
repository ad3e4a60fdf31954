package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.operator.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The resources of `docs/terraform.md`, with the calls that the documentation of the provider names: create, read and
/// compare, create again, destroy in the other order.
class TerraformGuideTest {
    private static final Pattern RESOURCE =
            Pattern.compile("(?ms)^resource \"restapi_object\" \"(\\w+)\" \\{\n(.*?)^}");
    private static final Pattern WORD = Pattern.compile("(?m)^  (\\w+) += \"([^\"]*)\"");
    private static final Pattern DATA = Pattern.compile("(?s)jsonencode\\(\\{(.*?)}\\)");
    private static final Pattern MEMBER = Pattern.compile("(\\w+) += ([^\n]*?)\\s*(?:\n|$)");

    private record Resource(String name, Map<String, String> words, Map<String, String> data) {
        static Resource of(MatchResult found) {
            var words = new TreeMap<String, String>();
            WORD.matcher(found.group(2)).results().forEach(word -> words.put(word.group(1), word.group(2)));
            var data = DATA.matcher(found.group(2));
            assertTrue(data.find(), found.group());
            var members = new TreeMap<String, String>();
            MEMBER.matcher(data.group(1).strip())
                    .results()
                    .forEach(member ->
                            members.put(member.group(1), member.group(2).replace(", ", ",")));
            return new Resource(found.group(1), words, members);
        }

        String path(String what) {
            return words.getOrDefault(what, words.get("path") + "/" + words.get("object_id"));
        }

        String body() {
            var body = new ArrayList<String>();
            data.forEach((name, value) -> body.add("\"" + name + "\":" + value));
            return "{" + String.join(",", body) + "}";
        }
    }

    private RunningService service;
    private String token;

    private Api.Reply call(String method, String path, String body) {
        String url = service.dashboard("/admin/api/v1") + path;
        return Api.call(method, url, body, "Authorization", "Bearer " + token);
    }

    private long lines() {
        var newest = service.operator().audit().latest(AuditFilter.ALL, Long.MAX_VALUE, 1);
        return newest.isEmpty() ? 0 : newest.getFirst().number();
    }

    @Test
    void the_resources_are_made_kept_and_destroyed(@TempDir Path data) throws Exception {
        var resources = RESOURCE.matcher(Files.readString(Path.of("..", "docs", "terraform.md")))
                .results()
                .map(Resource::of)
                .toList();
        assertTrue(resources.size() >= 5, "" + resources.size());
        try (var started = RunningService.start(data)) {
            service = started;
            token = started.operator()
                    .operatorTokens()
                    .create("terraform", Scope.all(), Optional.empty())
                    .secret()
                    .expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            resources.forEach(this::make);
            var others = new ArrayList<>(resources);
            Collections.reverse(others);
            others.forEach(this::destroy);
        }
    }

    private void make(Resource wish) {
        var made = call("PUT", wish.path("create_path"), wish.body());
        assertTrue(List.of(200, 201).contains(made.status()), wish.name() + " " + made.text());
        long lines = lines();
        var read = call("GET", wish.path("read_path"), "");
        assertEquals(200, read.status(), wish.name() + " " + read.text());
        wish.data()
                .forEach((member, value) -> assertTrue(
                        read.text().contains("\"" + member + "\":" + value), wish.name() + ": " + read.text()));
        assertEquals(200, call("PUT", wish.path("update_path"), wish.body()).status(), wish.name());
        assertEquals(lines, lines(), wish.name() + " was there already");
    }

    private void destroy(Resource wish) {
        String method = wish.words().getOrDefault("destroy_method", "DELETE");
        var gone = call(method, wish.path("destroy_path"), "");
        assertTrue(List.of(200, 204).contains(gone.status()), wish.name() + " " + gone.text());
    }
}
