package dev.licet.storage.sql;

import java.util.List;

/// The connection broke after a commit was sent and before its answer arrived, or the driver failed there in
/// another way.
final class CommitLost extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Mark mark;
    private final transient List<Pending<?>> batch;

    CommitLost(Mark mark, List<Pending<?>> batch, Throwable cause) {
        super("it is not known whether the change was made", cause);
        this.mark = mark;
        this.batch = List.copyOf(batch);
    }

    /// The mark that the commit wrote, by which it can be looked up.
    Mark mark() {
        return mark;
    }

    /// The units whose change it was.
    List<Pending<?>> batch() {
        return batch;
    }
}
