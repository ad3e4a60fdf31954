package dev.licet.http.lane;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;

/// What Linux is told of the calling thread (sched(7)). On Linux each thread has a nice value of its own, and a process
/// may always raise those of its threads. The JVM's own priorities are without effect there unless it runs as root
/// with a flag of its own.
final class Scheduling {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final int OF_A_PROCESS = 0;
    private static final int THE_CALLER = 0;
    private static final int SCHED_BATCH = 3;
    private static final int NO_PRIORITY = 0;

    private static final SystemCall SET_PRIORITY =
            new SystemCall("setpriority", FunctionDescriptor.of(INT, INT, INT, INT));
    /// Its last argument is the address of a struct with one `int`.
    private static final SystemCall SET_SCHEDULER =
            new SystemCall("sched_setscheduler", FunctionDescriptor.of(INT, INT, INT, ValueLayout.ADDRESS));

    private Scheduling() {}

    /// Sets the nice value: setpriority(2).
    static void nice(int value) {
        SET_PRIORITY.ask(OF_A_PROCESS, THE_CALLER, value);
    }

    /// Has the thread wait for its turn when it wakes up, instead of taking the processor from another:
    /// sched_setscheduler(2). Its share of the processor stays the same.
    static void batch() {
        try (var arena = Arena.ofConfined()) {
            SET_SCHEDULER.ask(THE_CALLER, SCHED_BATCH, arena.allocateFrom(INT, NO_PRIORITY));
        }
    }
}
