package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.Refused.Blame;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Logger REQUESTS = Logger.getLogger("dev.licet.request");
    private static final Logger ACCESS = Logger.getLogger(Journal.ACCESS);

    private final LogLines lines = new LogLines();
    private volatile Reply reply = Reply.empty(204);

    private final Application application = new Application() {
        @Override
        public Reply answer(Request request) {
            return reply;
        }

        @Override
        public Reply refuse(Request request, Trouble trouble) {
            return Reply.empty(trouble.status());
        }
    };

    @BeforeEach
    void listen() {
        for (Logger logger : List.of(REQUESTS, ACCESS)) {
            logger.addHandler(lines);
            logger.setUseParentHandlers(false);
        }
    }

    @AfterEach
    void leave() {
        for (Logger logger : List.of(REQUESTS, ACCESS)) {
            logger.removeHandler(lines);
            logger.setUseParentHandlers(true);
        }
        REQUESTS.setLevel(null);
        Journal.logAccess(false);
    }

    private List<String> asked(String target) throws Exception {
        var setting = new SinglePort.Setting("127.0.0.1", 0, Limits.DEFAULT, Deadlines.DEFAULT);
        try (var port = SinglePort.open(setting, application, Instant::now, new SecureRandom());
                var client = new RawClient(port.port())) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\nX-Request-Id: r-1\r\n\r\n")
                    .answer();
        }
        return lines.taken();
    }

    @Test
    void the_access_log_has_no_query_not_even_one_that_was_put_into_the_path() throws Exception {
        assertEquals(List.of(), asked("/hms/wv/token?contentKey=secret"));
        Journal.logAccess(true);
        List<String> plain = asked("/hms/wv/token?contentKey=secret");
        assertEquals(1, plain.size());
        assertTrue(
                plain.getFirst().matches("INFO 127\\.0\\.0\\.1 GET /hms/wv/token 204 \\d+ ms, request r-1"),
                plain.getFirst());
        String encoded = asked("/hms/wv/token%3FcontentKey=secret").getFirst();
        assertTrue(encoded.startsWith("INFO 127.0.0.1 GET /hms/wv/token… 204 "), encoded);
    }

    @Test
    void what_failed_is_told_by_whose_fault_it_is() throws Exception {
        REQUESTS.setLevel(Level.INFO);
        reply = Reply.empty(500).because(Cause.inside("it broke"));
        assertEquals(List.of("SEVERE request r-1: 500: it broke"), asked("/"));
        reply = Reply.empty(503).because(Cause.busy("it waits"));
        assertEquals(List.of("WARNING request r-1: 503: it waits"), asked("/"));
        reply = Reply.empty(500).because(new Cause(Blame.REQUEST, "rule token"));
        assertEquals(List.of("INFO request r-1: 500: rule token"), asked("/"));
        reply = Reply.empty(502);
        assertEquals(List.of("SEVERE request r-1: 502: no cause was named"), asked("/"));
    }

    @Test
    void of_a_crowd_that_is_turned_away_one_line_a_second_is_enough() {
        var request = new Request(Environment.TEST, "GET", "/", "", name -> Optional.empty(), new byte[0], "r-1");
        var busy = Reply.empty(503).because(Cause.of(Trouble.BUSY));
        var warning = new OncePerSecond(System.nanoTime());
        REQUESTS.setLevel(Level.INFO);
        Journal.noteTurnedAway(request, busy, warning);
        String line = lines.taken().getFirst();
        assertTrue(line.startsWith("WARNING request r-1: 503: The service is busy"), line);
        assertTrue(line.endsWith("; turned away since the last such line: 0 others"), line);
        Journal.noteTurnedAway(request, Reply.empty(429).because(Cause.of(Trouble.SHARE)), warning);
        assertEquals(List.of(), lines.taken());
        REQUESTS.setLevel(Level.FINE);
        Journal.noteTurnedAway(request, busy, warning);
        assertEquals(1, lines.taken().size());
    }

    @Test
    void other_refusals_are_told_at_debug_alone() throws Exception {
        REQUESTS.setLevel(Level.INFO);
        reply = Reply.empty(403).because(new Cause(Blame.REQUEST, "rule token"));
        assertEquals(List.of(), asked("/"));
        REQUESTS.setLevel(Level.FINE);
        assertEquals(List.of("FINE request r-1: 403: rule token"), asked("/"));
    }
}
