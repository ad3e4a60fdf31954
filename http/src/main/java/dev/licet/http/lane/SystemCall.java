package dev.licet.http.lane;

import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A function of the C library of Linux by which a thread says how it wants to be scheduled.
///
/// Without the permission for native calls (`--enable-native-access=dev.licet.http`), or elsewhere than on
/// Linux, it does nothing: what is urgent then shares the processor evenly with what is not.
final class SystemCall {
    private static final System.Logger LOGGER = System.getLogger(SystemCall.class.getName());

    private final String name;
    private final Optional<MethodHandle> function;
    private final AtomicBoolean told = new AtomicBoolean();

    /// @param signature that of the manual page, which returns 0 for success
    SystemCall(String name, FunctionDescriptor signature) {
        this.name = name;
        this.function = find(name, signature);
    }

    private static Optional<MethodHandle> find(String name, FunctionDescriptor signature) {
        boolean linux = "Linux".equals(System.getProperty("os.name"));
        if (!linux || !SystemCall.class.getModule().isNativeAccessEnabled()) return Optional.empty();
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(address -> link(linker, address, signature));
    }

    @SuppressWarnings("restricted") // The signature is that of the manual page.
    private static MethodHandle link(Linker linker, MemorySegment address, FunctionDescriptor signature) {
        return linker.downcallHandle(address, signature);
    }

    /// A thread whose wish is refused, as by a filter of system calls, goes on as it was. The log says it once.
    void ask(Object... arguments) {
        function.filter(call -> !isGranted(call, arguments))
                .filter(refused -> !told.getAndSet(true))
                .ifPresent(refused ->
                        LOGGER.log(Level.WARNING, "threads keep their priority, because the system refuses " + name));
    }

    private static boolean isGranted(MethodHandle call, Object... arguments) {
        try {
            return (int) call.invokeWithArguments(arguments) == 0;
        } catch (Throwable refused) {
            return false;
        }
    }
}
