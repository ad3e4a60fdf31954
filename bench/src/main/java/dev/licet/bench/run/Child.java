package dev.licet.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server process on its own core, and what it costs.
public final class Child implements Target, AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;
    private static final long LONGEST_START_NANOS = 300_000_000_000L;

    private static final long LONGEST_GREETING_NANOS = 10_000_000_000L;

    private final Process process;
    private final Path output;
    private final int port;
    private final double startMillis;

    private Child(Process process, Path output, int port, double startMillis) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.startMillis = startMillis;
    }

    /// Nothing goes on running when a run is stopped.
    private static void endWithUs(Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /// Starts a command that will listen on `port` and waits until `path` is answered with 200.
    ///
    /// @param output where its output goes
    public static Child start(List<String> command, Path output, int port, String path) {
        var pinned = new ArrayList<>(Host.serverCore());
        pinned.addAll(command);
        try {
            Files.createDirectories(output.getParent());
            long start = System.nanoTime();
            var builder = new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(output.toFile());
            Profile.into(builder, output.getParent());
            var process = builder.start();
            endWithUs(process);
            await(process, output, port, path, start + LONGEST_START_NANOS);
            return new Child(process, output, port, (System.nanoTime() - start) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process, Path output, int port, String path, long until) throws IOException {
        while (!answers(port, path)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroy();
                throw new IOException("the server does not start: " + Files.readString(output));
            }
            pause();
        }
    }

    private static boolean answers(int port, String path) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            boolean good = connection.getResponseCode() == 200;
            connection.disconnect();
            return good;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A port that is free now.
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it listens.
    public int port() {
        return port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    /// The same where it listens, too.
    Target at(int other) {
        return new SecondPort(this, other);
    }

    private record SecondPort(Child child, int port) implements Target {
        @Override
        public List<Integer> ports() {
            return List.of(port);
        }

        @Override
        public double cpuSeconds() {
            return child.cpuSeconds();
        }

        @Override
        public double databaseSeconds() {
            return 0;
        }
    }

    /// From the command to the first answer.
    public double startMillis() {
        return startMillis;
    }

    /// What it answers to a GET.
    String ask(String path) {
        try (var answer = URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it has printed, once `last` is in it or ten seconds have passed.
    public String printed(String last) {
        long until = System.nanoTime() + LONGEST_GREETING_NANOS;
        String printed = read(output);
        while (!printed.contains(last) && System.nanoTime() < until) {
            pause();
            printed = read(output);
        }
        return printed;
    }

    @Override
    public double cpuSeconds() {
        return cpuSeconds(process.pid());
    }

    @Override
    public double databaseSeconds() {
        return 0;
    }

    /// Processor time so far of a process and of what it had started and has ended, in seconds; NaN where it is gone or
    /// there is no /proc (proc_pid_stat(5): utime, stime, cutime, cstime).
    static double cpuSeconds(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        if (stat.isEmpty()) return Double.NaN;
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Stream.of(fields).skip(11).limit(4).mapToLong(Long::parseLong).sum() / TICKS_PER_SECOND;
    }

    /// Resident memory in MB; NaN where there is no /proc.
    public double residentMegabytes() {
        return read(Path.of("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
