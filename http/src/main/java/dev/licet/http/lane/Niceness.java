package dev.licet.http.lane;

import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The nice value of a thread (setpriority(2)). On Linux each thread has its own, and a process may always
/// raise those of its threads. The JVM's own priorities are without effect there unless it runs as root with a
/// flag of its own.
///
/// Without the permission for native calls (`--enable-native-access=dev.licet.http`), or elsewhere than on
/// Linux, threads keep their priority: what is urgent then shares the processor evenly with what is not.
final class Niceness {
    private static final System.Logger LOGGER = System.getLogger(Niceness.class.getName());
    private static final int OF_A_PROCESS = 0;
    private static final int THE_CALLER = 0;

    private Niceness() {}

    private static final class SetPriority {
        static final Optional<MethodHandle> CALL = find();

        private static Optional<MethodHandle> find() {
            boolean linux = "Linux".equals(System.getProperty("os.name"));
            if (!linux || !Niceness.class.getModule().isNativeAccessEnabled()) return Optional.empty();
            var linker = Linker.nativeLinker();
            return linker.defaultLookup().find("setpriority").map(address -> link(linker, address));
        }

        @SuppressWarnings("restricted") // The signature is that of the manual page.
        private static MethodHandle link(Linker linker, MemorySegment address) {
            var number = ValueLayout.JAVA_INT;
            return linker.downcallHandle(address, FunctionDescriptor.of(number, number, number, number));
        }
    }

    /// Whether it was done.
    static boolean ofThisThread(int niceness) {
        return SetPriority.CALL.map(call -> set(call, niceness)).orElse(false);
    }

    private static boolean set(MethodHandle call, int niceness) {
        try {
            return (int) call.invokeExact(OF_A_PROCESS, THE_CALLER, niceness) == 0;
        } catch (Throwable refused) {
            LOGGER.log(
                    Level.WARNING,
                    "a thread keeps its priority: " + refused.getClass().getName());
            return false;
        }
    }
}
