package dev.licet.server.serve;

import java.util.logging.LogManager;

/// Goes on logging while the process ends: the JDK's own manager takes the handlers away as soon as the process is
/// told to stop, while requests are still finished. `Main` names this one to the JDK, which makes it.
public final class LastingLogs extends LogManager {
    /// The system property by which the JDK is told of it.
    public static final String PROPERTY = "java.util.logging.manager";

    /// For the JDK.
    public LastingLogs() {}

    /// Only the end of the process calls this; [Logs] removes what the JDK sets up by itself.
    @Override
    public void reset() {}
}
