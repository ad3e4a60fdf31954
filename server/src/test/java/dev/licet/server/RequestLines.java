package dev.licet.server;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What the log says of requests, kept instead of printed until this is closed.
public final class RequestLines extends Handler {
    private final Logger requests = Logger.getLogger("dev.licet.request");
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> all = new ArrayList<>();

    public RequestLines() {
        requests.addHandler(this);
        requests.setUseParentHandlers(false);
    }

    @Override
    public synchronized void publish(LogRecord line) {
        all.add(formatter.formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        requests.removeHandler(this);
        requests.setUseParentHandlers(true);
    }

    /// The lines with these words.
    public synchronized List<String> with(String words) {
        return all.stream().filter(line -> line.contains(words)).toList();
    }
}
