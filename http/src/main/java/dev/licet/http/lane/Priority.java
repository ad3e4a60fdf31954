package dev.licet.http.lane;

import java.util.concurrent.ThreadFactory;

/// How a thread stands back when others want the processor.
public enum Priority {
    /// Beside what issues and redeems, and never in the middle of it. A writer gathers more work of others into one
    /// transaction when it waits for its turn.
    IN_TURN,
    /// Behind what issues and redeems.
    READING,
    /// Behind everything.
    LAST;

    /// Gives the calling thread this priority, where the operating system lets it.
    void take() {
        switch (this) {
            case IN_TURN -> Scheduling.batch();
            case READING -> Scheduling.nice(10);
            case LAST -> Scheduling.nice(19);
        }
    }

    /// Makes platform threads that have this priority.
    public ThreadFactory threads() {
        return work -> Thread.ofPlatform().unstarted(() -> {
            take();
            work.run();
        });
    }
}
