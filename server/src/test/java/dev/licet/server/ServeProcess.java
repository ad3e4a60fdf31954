package dev.licet.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `licet serve` as a process of its own, with the modules that this test runs on, on free ports.
public final class ServeProcess implements AutoCloseable {
    private final Process process;
    private final List<String> greeting = new ArrayList<>();

    private ServeProcess(Process process) {
        this.process = process;
    }

    /// Waits until it is ready.
    ///
    /// @param before a program that starts it, such as `nice`, and what that is told; may be empty
    public static ServeProcess ready(Path data, List<String> before, String... more) throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(command(data, more));
        var started = new ServeProcess(new ProcessBuilder(command).start());
        started.awaitGreeting();
        return started;
    }

    /// Its process, ready or not.
    static Process start(Path data, String... more) throws IOException {
        return new ProcessBuilder(command(data, more)).start();
    }

    private static List<String> command(Path data, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=" + nativeModules(),
                "-p",
                System.getProperty("jdk.module.path"),
                // Libraries that are no modules stand here, where tests run.
                "-cp",
                System.getProperty("java.class.path"),
                "-m",
                "dev.licet.server/dev.licet.server.Main",
                "serve",
                "--data",
                data.toString(),
                "--test-port",
                "0",
                "--production-port",
                "0"));
        command.addAll(List.of(more));
        return command;
    }

    /// As server/src/launcher/jvm.sh finds them: the JVM warns of names that are not there.
    private static String nativeModules() {
        boolean hasEngine = System.getProperty("jdk.module.path").contains("AmazonCorrettoCryptoProvider");
        return "dev.licet.http,org.xerial.sqlitejdbc,io.netty.common,io.netty.transport.unix.common"
                + ",io.netty.transport.classes.epoll"
                + (hasEngine ? ",com.amazon.corretto.crypto.provider" : "");
    }

    private void awaitGreeting() throws IOException {
        BufferedReader out = process.inputReader();
        while (greeting.isEmpty() || !greeting.getLast().startsWith("Licet is ready")) {
            String line = out.readLine();
            if (line == null) throw new AssertionError("it ended after " + greeting);
            greeting.add(line);
        }
    }

    public Process process() {
        return process;
    }

    /// What it has printed before it was ready; the last line says that it is.
    List<String> greeting() {
        return greeting;
    }

    /// The address after a word of that last line: `test`, `production` or `dashboard`.
    public URI address(String word) {
        return URI.create(after(word + " ", greeting.getLast()));
    }

    /// The authenticator of the first account in the test environment.
    String authenticator() {
        return greeting.stream()
                .filter(line -> line.matches("  test        [0-9]+,[0-9a-f]{32}"))
                .map(String::strip)
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    static String after(String words, String line) {
        return line.substring(line.indexOf(words) + words.length()).split("[ ,]")[0];
    }

    /// A connection to one of its ports that sends a request and reads the status of the answer, again and
    /// again.
    static final class Line implements AutoCloseable {
        private final Socket socket;

        Line(URI at) throws IOException {
            socket = new Socket(at.getHost(), at.getPort());
            socket.setSoTimeout(60_000);
        }

        /// Sends these bytes and nothing more.
        Line send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        /// @return the status of the answer, whose body has a known length
        int get(String target) throws IOException {
            send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
            return status();
        }

        /// The status of the next answer, whose body has a known length.
        int status() throws IOException {
            var in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) throw new IOException("closed after: " + head);
                head.append((char) b);
            }
            String field = "Content-Length: ";
            int length = Integer.parseInt(head.substring(head.indexOf(field) + field.length())
                    .lines()
                    .findFirst()
                    .orElseThrow());
            in.skipNBytes(length);
            return Integer.parseInt(head.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
