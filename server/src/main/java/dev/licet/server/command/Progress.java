package dev.licet.server.command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// How far long work is, on standard error; nothing is printed when standard error is not a terminal.
final class Progress implements LongConsumer {
    private static final int WIDTH = 30;
    private static final int TICK_MILLIS = 250;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final PrintWriter err;
    private final boolean shown;
    private final String noun;
    private final LongSupplier done;
    private final long all;

    /// @param noun what is counted, such as `keys`
    /// @param done how much of `all` is done
    /// @param all  0 when nobody knows
    Progress(PrintWriter err, String noun, LongSupplier done, long all) {
        this(err, isTerminal(STDERR), noun, new Part(done, all));
    }

    private record Part(LongSupplier done, long all) {}

    private Progress(PrintWriter err, boolean shown, String noun, Part part) {
        this.err = err;
        this.shown = shown;
        this.noun = noun;
        this.done = part.done();
        this.all = part.all();
    }

    /// Of work whose result goes to standard output: it must not be among the lines of a terminal.
    static Progress besideOutput(PrintWriter err, String noun) {
        return new Progress(err, isTerminal(STDERR) && !isTerminal(STDOUT), noun, new Part(() -> 0, 0));
    }

    /// Java's own answer is about standard input and output together, so Linux is asked first.
    private static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException elsewhere) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    @Override
    public void accept(long rows) {
        if (!shown) return;
        err.print("\r" + (all == 0 ? line(noun, rows) : line(noun, rows, done.getAsLong(), all)));
        err.flush();
    }

    private static String line(String noun, long rows) {
        return String.format(Locale.ROOT, "%,d %s", rows, noun);
    }

    static String line(String noun, long rows, long done, long all) {
        int percent = (int) Math.min(100, done * 100 / all);
        String bar = "#".repeat(WIDTH * percent / 100);
        return String.format(Locale.ROOT, "[%-" + WIDTH + "s] %3d %%  %,d %s", bar, percent, rows, noun);
    }

    /// Shows it from time to time while the work goes on, for work that does not tell by itself.
    void during(Runnable work) {
        var ticking = Thread.ofVirtual().start(this::tick);
        try {
            work.run();
        } finally {
            ticking.interrupt();
            end();
        }
    }

    private void tick() {
        try {
            while (shown) {
                accept(done.getAsLong());
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException workIsDone) {
            Thread.currentThread().interrupt();
        }
    }

    /// Goes to the next line.
    void end() {
        if (!shown) return;
        err.println();
        err.flush();
    }
}
