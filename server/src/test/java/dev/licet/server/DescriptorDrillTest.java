package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole service where 256 files may be open, and where none may any more (reference: security.md F19).
@Timeout(180)
class DescriptorDrillTest {
    private static final int MORE_THAN_ALLOWED = 400;
    private static final String TOKEN = "/hms/ck/token?kid=000102030405060708090a0b0c0d0e0f"
            + "&contentKey=000102030405060708090a0b0c0d0e0f&customerAuthenticator=";

    @TempDir
    private Path data;

    private final List<ServeProcess.Line> crowd = new ArrayList<>();
    private ServeProcess service;
    private List<URI> ports;
    private String token;

    @BeforeEach
    void start() throws IOException {
        service = ServeProcess.ready(data, List.of("prlimit", "--nofile=256:256"), "--admin-port", "0");
        ports = List.of(service.address("test"), service.address("production"));
        token = TOKEN + service.authenticator();
        warmUp();
    }

    /// Classes that come from folders, as those of this test do, are files to open; those in jars are not.
    private void warmUp() throws IOException {
        for (URI port : ports) assertWorks(port);
        try (var line = new ServeProcess.Line(ports.getFirst())) {
            assertEquals(404, line.get("/nothing"));
            assertEquals(400, line.get("/%"));
        }
    }

    @AfterEach
    void stop() throws Exception {
        leave();
        service.close();
    }

    private void leave() throws IOException {
        for (ServeProcess.Line one : crowd) one.close();
        crowd.clear();
    }

    private void assertWorks(URI port) throws IOException {
        try (var line = new ServeProcess.Line(port)) {
            assertEquals(200, line.get("/health/ready"));
            if (port.equals(ports.getFirst())) assertEquals(200, line.get(token));
        }
    }

    private String said() throws Exception {
        service.process().toHandle().destroy();
        return String.join("\n", service.process().errorReader().lines().toList());
    }

    @Test
    void idle_connections_leave_the_descriptors_that_the_rest_needs() throws Exception {
        for (int i = 0; i < MORE_THAN_ALLOWED; i++) crowd.add(new ServeProcess.Line(ports.get(i % 2)));
        for (URI port : ports) assertWorks(port);
        leave();
        for (URI port : ports) assertWorks(port);
        String log = said();
        assertTrue(log.contains("not 4096 (limit.connections); allow "), log);
        assertTrue(!log.contains("cannot accept"), log);
    }

    @Test
    void connections_that_are_busy_leave_them_too() throws Exception {
        for (int i = 0; i < MORE_THAN_ALLOWED; i++)
            crowd.add(new ServeProcess.Line(ports.get(i % 2)).send("GET /health/live HTTP/1.1\r\n"));
        leave();
        for (URI port : ports) assertWorks(port);
        String log = said();
        assertTrue(!log.contains("cannot accept"), log);
    }

    @Test
    void both_ports_answer_whoever_came_while_files_had_taken_all_descriptors() throws Exception {
        try (var before = new ServeProcess.Line(ports.getFirst())) {
            assertEquals(200, before.get(token));
            allow("16");
            for (int i = 0; i < 20; i++)
                crowd.add(new ServeProcess.Line(ports.get(i % 2)).send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"));
            for (int i = 0; i < 20; i++) assertEquals(200, before.get(token));
            assertEquals(503, before.get("/health/ready"));
            allow("256");
            for (ServeProcess.Line waiting : crowd) assertEquals(200, waiting.status());
            while (before.get("/health/ready") != 200) Thread.sleep(100);
            for (URI port : ports) assertWorks(port);
        }
        String log = said();
        assertTrue(log.contains("cannot accept a connection"), log);
    }

    /// Fewer than are open: as if files had taken the rest.
    private void allow(String descriptors) throws Exception {
        var prlimit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(service.process().pid()), "--nofile=" + descriptors + ":")
                .start();
        assertEquals(0, prlimit.waitFor());
    }
}
