package dev.licet.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A disk that takes as long as a cheap one in a cloud: each `fsync` waits for five milliseconds more, in a
/// library that is preloaded into the service. It costs no processor and needs no rights, as tracing would; it
/// needs a C compiler.
final class SlowDisk {
    static final int MILLIS = 5;

    private SlowDisk() {}

    /// What stands before a command so that its disk is slow; empty where that cannot be had.
    static Optional<List<String>> prefix(Plan plan) {
        Path library = plan.work().resolve("slow_disk.so");
        Path source = plan.repository().resolve("bench/src/main/c/slow_disk.c");
        try {
            Files.createDirectories(plan.work());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String printed = Host.output(List.of(
                "cc",
                "-shared",
                "-fPIC",
                "-O2",
                "-DDELAY_MICROS=" + MILLIS * 1000,
                "-o",
                library.toString(),
                source.toString()));
        if (!printed.startsWith("!")) return Optional.of(List.of("env", "LD_PRELOAD=" + library));
        System.out.println("no rows of a slow disk, because there is no C compiler that works: " + printed);
        return Optional.empty();
    }
}
