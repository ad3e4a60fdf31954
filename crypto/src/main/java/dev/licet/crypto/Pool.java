package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Ciphers and the like that wait to be used again, because finding one costs the JDK as much as using it.
///
/// Whoever takes one initialises it before anything else. One that has failed is not used again. There are never more
/// than were in use at the same time; each keeps the schedule of its last key until its next one.
final class Pool<T> {
    /// Finds a new one.
    interface Source<T> {
        T make() throws GeneralSecurityException;
    }

    /// Work with one.
    interface Use<T, R> {
        R with(T object) throws GeneralSecurityException;
    }

    private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();
    private final Source<T> source;

    Pool(Source<T> source) {
        this.source = source;
    }

    <R> R use(Use<T, R> use) throws GeneralSecurityException {
        T waiting = idle.poll();
        T object = waiting != null ? waiting : source.make();
        R result = use.with(object);
        idle.offer(object);
        return result;
    }
}
