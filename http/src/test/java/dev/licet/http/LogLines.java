package dev.licet.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// What loggers that it was added to have said, each line with its level before it.
@SuppressWarnings("exports") // Nobody outside of the tests reads it.
public final class LogLines extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    @Override
    public void publish(LogRecord line) {
        all.add(line.getLevel() + " " + formatter.formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /// The next one, when there is one.
    String next() throws InterruptedException {
        return all.take();
    }

    /// All that were not taken yet.
    public List<String> taken() {
        var taken = new ArrayList<String>();
        all.drainTo(taken);
        return taken;
    }
}
