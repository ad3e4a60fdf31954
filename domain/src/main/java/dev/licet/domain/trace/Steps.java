package dev.licet.domain.trace;

import java.util.Optional;

/// Port: follows a request through its steps. The name of a step is one of a few fixed words; nothing that a
/// caller sent goes with it.
///
/// It is bound to the thread that answers the request, so that what does a step needs no parameter for it. Where nobody
/// follows, a step costs one look whether somebody does.
public interface Steps {
    /// Who follows the request of this thread.
    ScopedValue<Steps> FOLLOWER = ScopedValue.newInstance();

    /// Work that may fail in its own way.
    @FunctionalInterface
    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /// Does the work as a step of that name.
    <T, X extends Exception> T step(String name, Work<T, X> work) throws X;

    /// What another server is told, so that its part is found with ours (W3C Trace Context, `traceparent`).
    Optional<String> parent();

    /// Does the work as a step of the request of this thread, if it is followed.
    static <T, X extends Exception> T of(String name, Work<T, X> work) throws X {
        return FOLLOWER.isBound() ? FOLLOWER.get().step(name, work) : work.run();
    }

    /// The `traceparent` to send to another server for the request of this thread.
    static Optional<String> onward() {
        return FOLLOWER.isBound() ? FOLLOWER.get().parent() : Optional.empty();
    }
}
