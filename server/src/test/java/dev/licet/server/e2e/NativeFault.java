package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A fault of memory in one thread of a process, as native code would have one. A signal to the process would hit a
/// thread that is none of Java's, and the JVM then writes less.
final class NativeFault {
    private static final int SIGSEGV = 11;

    private NativeFault() {}

    /// @param thread its name
    @SuppressWarnings("restricted")
    static void in(Process process, String thread) throws Throwable {
        var linker = Linker.nativeLinker();
        var tgkill = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("tgkill"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int failed = (int) tgkill.invokeExact((int) process.pid(), number(process, thread), SIGSEGV);
        assertEquals(0, failed);
    }

    private static int number(Process process, String thread) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).strip().equals(thread)) {
                    return Integer.parseInt(task.getFileName().toString());
                }
            }
        }
        throw new AssertionError("there is no thread " + thread);
    }
}
