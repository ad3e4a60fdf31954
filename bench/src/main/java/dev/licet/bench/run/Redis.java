package dev.licet.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A Redis that appends each change to its file and forces it to the disk before it answers: what durable appending
/// costs with nothing else around it. Its own generator asks it, from the generator's core.
final class Redis implements AutoCloseable {
    private static final int VALUE_BYTES = 200;
    private static final int FIRST_REQUESTS = 20_000;

    private final Process process;
    private final int port;
    private final double seconds;
    private int requests = FIRST_REQUESTS;

    private Redis(Process process, int port, double seconds) {
        this.process = process;
        this.port = port;
        this.seconds = seconds;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /// Whether both programs are here.
    static boolean isHere() {
        return !Host.output(List.of("redis-server", "--version")).startsWith("!")
                && !Host.output(List.of("redis-benchmark", "--version")).startsWith("!");
    }

    /// @param folder  where its file lies
    /// @param seconds of a round, about
    static Redis start(Path folder, double seconds) {
        Folder.forget(folder);
        int port = Child.freePort();
        var command = new ArrayList<>(Host.serverCore());
        command.addAll(List.of("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
        command.addAll(List.of("--dir", folder.toString()));
        try {
            Files.createDirectories(folder);
            var output = folder.resolve("redis.log").toFile();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            TimeUnit.SECONDS.sleep(1);
            if (!process.isAlive()) throw new IOException("redis-server does not start: " + output);
            return new Redis(process, port, seconds);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// As many sets of 200 bytes as fit into a round.
    Speed round() {
        double before = Child.cpuSeconds(process.pid());
        double perSecond = asked();
        double each = 1e6 / requests;
        double micros = (Child.cpuSeconds(process.pid()) - before) * each;
        requests = (int) Math.max(FIRST_REQUESTS, perSecond * seconds);
        return new Speed(perSecond, micros, 0);
    }

    /// @return requests a second
    private double asked() {
        String said = Host.output(List.of(
                "redis-benchmark",
                "-p",
                Integer.toString(port),
                "-c",
                Integer.toString(Plan.CONNECTIONS),
                "-n",
                Integer.toString(requests),
                "-r",
                "1000000",
                "-d",
                Integer.toString(VALUE_BYTES),
                "-t",
                "set",
                "--csv"));
        var line = Pattern.compile("\"SET\",\"([0-9.]+)\"").matcher(said);
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
