package dev.licet.storage;

import java.sql.SQLException;
import java.util.List;

/// A database product that histories are tried on, with failures that its driver reports.
enum Product {
    /// It is busy; the disk fails; it is full; a constraint.
    SQLITE("jdbc:sqlite:", List.of(new Failure("", 5), new Failure("", 10), new Failure("", 13), new Failure("", 19))),

    /// Two transactions of which one must be tried again; a deadlock; a statement that took too long; a full disk; a
    /// connection that broke; a constraint.
    POSTGRESQL(
            "jdbc:postgresql:",
            List.of(
                    new Failure("40001", 0),
                    new Failure("40P01", 0),
                    new Failure("57014", 0),
                    new Failure("53100", 0),
                    new Failure("08006", 0),
                    new Failure("23505", 0)));

    private final String url;
    private final List<Failure> failures;

    Product(String url, List<Failure> failures) {
        this.url = url;
        this.failures = failures;
    }

    private record Failure(String state, int code) {}

    /// How its URLs begin.
    String url() {
        return url;
    }

    int failures() {
        return failures.size();
    }

    /// One of its failures.
    SQLException failure(int which) {
        Failure failure = failures.get(which);
        return new SQLException("a fault of the test", failure.state(), failure.code());
    }

    /// Whether it is somewhere else: connections are pooled, and the answer to a commit can be lost.
    boolean isServer() {
        return this == POSTGRESQL;
    }
}
