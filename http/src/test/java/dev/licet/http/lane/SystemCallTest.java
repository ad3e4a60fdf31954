package dev.licet.http.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.http.LogLines;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SystemCallTest {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final FunctionDescriptor THREE_NUMBERS = FunctionDescriptor.of(INT, INT, INT, INT);
    private static final int NO_SUCH_KIND = 99;

    private final Logger logger = Logger.getLogger(SystemCall.class.getName());
    private final LogLines lines = new LogLines();

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(lines);
    }

    @Test
    void what_the_system_refuses_is_said_once() {
        var call = new SystemCall("setpriority", THREE_NUMBERS);
        call.ask(0, 0, 0);
        assertEquals(List.of(), lines.taken());
        call.ask(NO_SUCH_KIND, 0, 0);
        call.ask(NO_SUCH_KIND, 0, 0);
        assertEquals(
                List.of("WARNING threads keep their priority, because the system refuses setpriority"), lines.taken());
    }

    @Test
    void what_a_library_does_not_have_is_not_asked_for() {
        new SystemCall("no_such_function", THREE_NUMBERS).ask(0, 0, 0);
        assertEquals(List.of(), lines.taken());
    }
}
