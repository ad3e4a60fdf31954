package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.http.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranslatorTest {
    private static final String REASON = "a reason";

    @Test
    void the_http_column_of_docs_errors_is_what_is_sent() throws IOException {
        var documented = new TreeMap<Integer, Set<Integer>>();
        try (Stream<String> lines = Files.lines(Path.of("../docs/errors.md"))) {
            lines.filter(line -> line.startsWith("| -"))
                    .map(line -> line.split("\\|"))
                    .forEach(cells -> {
                        Set<Integer> statuses = Arrays.stream(cells[5].split(","))
                                .map(status -> Integer.valueOf(status.strip()))
                                .collect(Collectors.toCollection(TreeSet::new));
                        documented.put(Integer.valueOf(cells[1].strip()), statuses);
                    });
        }
        var sent = new TreeMap<Integer, Set<Integer>>();
        for (Refusal refusal : Refusal.values()) {
            var statuses = new TreeSet<>(List.of(
                    Translator.status(Refused.request(refusal, REASON)),
                    Translator.status(Refused.service(refusal, REASON))));
            sent.put(refusal.code(), statuses);
        }
        assertEquals(documented, sent);
    }

    @ParameterizedTest
    @EnumSource
    void the_page_of_error_codes_has_what_the_listener_refuses(Trouble trouble) throws IOException {
        String row = "| " + trouble.status() + " | " + trouble.message() + " | ";
        assertTrue(Files.readString(Path.of("../docs/errors.md")).contains(row), row);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void whatever_we_are_too_busy_for_may_be_tried_again(Refusal refusal) {
        var problem = Problem.of(Refused.busy(refusal, REASON));
        var reply = ProblemPrinter.print(problem, ProblemFormat.JSON, "id");
        assertEquals(503, reply.status());
        assertEquals("1", reply.field("Retry-After").orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void a_refusal_that_blames_the_request_is_no_5xx_unless_the_back_end_failed(Refusal refusal) {
        int status = Translator.status(Refused.request(refusal, REASON));
        assertTrue(status < 500 || refusal == Refusal.ADMIN_ERROR, refusal + " " + status);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_format_tells_the_code_and_the_published_message(Refusal refusal) {
        var refused = Refused.request(refusal, REASON);
        for (ProblemFormat format : ProblemFormat.values()) {
            var reply = ProblemPrinter.print(Problem.of(refused), format, "id");
            String body = new String(reply.bytes(), StandardCharsets.UTF_8).replace("&#39;", "'");
            assertTrue(body.contains(refused.message()), body);
            assertEquals(
                    Integer.toString(refusal.code()), reply.field("Licet-Code").orElseThrow());
        }
    }

    @Test
    void problem_types_are_those_of_dash_if_where_they_fit() {
        String problems = "https://dashif.org/drm-problems/";
        assertEquals(problems + "insufficient-proof-of-authorization", type(Refusal.AUTHENTICATOR_INVALID));
        assertEquals(problems + "insufficient-proof-of-authorization", type(Refusal.TOKEN_INVALID));
        assertEquals(problems + "not-authorized", type(Refusal.DEVICE_NOT_AUTHENTICATED));
        assertEquals("about:blank", type(Refusal.KID_LENGTH));
    }

    private static String type(Refusal refusal) {
        return Translator.type(Refused.request(refusal, REASON));
    }
}
