package dev.licet.domain.audit;

import dev.licet.domain.LogFact;
import dev.licet.domain.StoreUnavailable;
import java.lang.System.Logger.Level;

/// The audit trail for code that answers requests. The deed has already happened, so a line that cannot be
/// written is reported in the log, and the request is answered all the same.
public final class LoggedAudit implements Audit {
    private static final System.Logger LOGGER = System.getLogger(LoggedAudit.class.getName());

    private final Audit trail;

    /// @param trail where deeds are written down
    public LoggedAudit(Audit trail) {
        this.trail = trail;
    }

    @Override
    public void note(Deed deed) {
        try {
            trail.note(deed);
        } catch (StoreUnavailable unwritten) {
            LOGGER.log(
                    Level.ERROR,
                    "request {0}: {1}, {2}, is not in the audit trail: {3}",
                    new LogFact("request", deed.actor().request()),
                    deed.verb().word(),
                    deed.ending().kind().word(),
                    unwritten.getMessage());
        }
    }
}
