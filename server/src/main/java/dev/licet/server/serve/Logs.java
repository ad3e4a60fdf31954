package dev.licet.server.serve;

import dev.licet.http.Journal;
import dev.licet.server.config.Config;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The log: one line per event on standard error. What libraries say below a warning is not shown at any level.
public final class Logs {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.licet");

    private Logs() {}

    /// Starts logging, in place of what the JDK does by itself.
    public static void start(Config.Log log) {
        for (Handler usual : ROOT.getHandlers()) ROOT.removeHandler(usual);
        var handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(
                switch (log.format()) {
                    case TEXT -> new TextLine();
                    case JSON -> new JsonLine();
                });
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(log.level().level());
        Journal.logAccess(log.access());
    }
}
