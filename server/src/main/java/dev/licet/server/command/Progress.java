package dev.licet.server.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// A progress bar on standard error; nothing is printed when standard error is not a terminal.
final class Progress implements LongConsumer {
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean shown;
    private final LongSupplier done;
    private final long all;

    /// @param done how much of `all` is done
    Progress(PrintWriter err, LongSupplier done, long all) {
        this.err = err;
        this.shown = isTerminal();
        this.done = done;
        this.all = Math.max(1, all);
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void accept(long rows) {
        if (!shown) return;
        err.print("\r" + line(rows, done.getAsLong(), all));
        err.flush();
    }

    static String line(long rows, long done, long all) {
        int percent = (int) Math.min(100, done * 100 / all);
        String bar = "#".repeat(WIDTH * percent / 100);
        return String.format(Locale.ROOT, "[%-" + WIDTH + "s] %3d %%  %,d keys", bar, percent, rows);
    }

    /// Goes to the next line.
    void end() {
        if (!shown) return;
        err.println();
        err.flush();
    }
}
