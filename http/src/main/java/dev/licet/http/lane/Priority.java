package dev.licet.http.lane;

/// How a thread stands back when others want the processor.
public enum Priority {
    /// Behind what issues and redeems.
    READING(10),
    /// Behind everything.
    LAST(19);

    private final int niceness;

    Priority(int niceness) {
        this.niceness = niceness;
    }

    /// Gives the calling thread this priority, where the operating system lets it.
    void take() {
        Niceness.ofThisThread(niceness);
    }
}
