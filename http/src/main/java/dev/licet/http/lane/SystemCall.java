package dev.licet.http.lane;

import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// A function of the C library of Linux by which a thread says how it wants to be scheduled.
///
/// Without the permission for native calls (`--enable-native-access=dev.licet.http`), or elsewhere than on
/// Linux, it does nothing: what is urgent then shares the processor evenly with what is not.
final class SystemCall {
    private static final System.Logger LOGGER = System.getLogger(SystemCall.class.getName());

    private final Optional<MethodHandle> function;

    /// @param signature that of the manual page
    SystemCall(String name, FunctionDescriptor signature) {
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

    /// A thread whose wish is refused goes on as it was.
    void ask(Object... arguments) {
        function.ifPresent(call -> ask(call, arguments));
    }

    private static void ask(MethodHandle call, Object... arguments) {
        try {
            call.invokeWithArguments(arguments);
        } catch (Throwable refused) {
            LOGGER.log(
                    Level.WARNING,
                    "a thread keeps its priority: " + refused.getClass().getName());
        }
    }
}
