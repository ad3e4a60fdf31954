package dev.licet.bench.run;

import java.util.List;

/// What requests go to, and what they cost it.
interface Target {
    /// Where it listens; connections are spread over all.
    List<Integer> ports();

    /// Processor time so far of what answers, in seconds; NaN where there is no /proc.
    double cpuSeconds();

    /// Processor time so far of a database beside it, in seconds; 0 where there is none.
    double databaseSeconds();
}
