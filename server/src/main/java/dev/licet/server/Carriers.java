package dev.licet.server;

/// The threads of the operating system that carry virtual threads: one more than there are processors.
///
/// A carrier goes on with what its own virtual threads have made ready before it looks at what comes from outside it,
/// such as the answers that the writer of the database has set free and the requests that have arrived. Where as many
/// devices do cryptography as there are carriers, and each hands its permit to the next, no carrier ever looks: with
/// one processor nothing else ran until the last of them was done. The one more has no permit.
final class Carriers {
    /// Read by the JDK when the first virtual thread starts.
    static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";

    private Carriers() {}

    /// To be called before any virtual thread starts. A number that the operator has chosen stays.
    static void provide() {
        if (System.getProperty(PROPERTY) != null) return;
        System.setProperty(PROPERTY, Integer.toString(Runtime.getRuntime().availableProcessors() + 1));
    }
}
