package dev.licet.crypto;

import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Ciphers and the like that wait to be used again, because finding one costs the JDK as much as using it.
///
/// The borrower initialises an object before using it. Before it is returned its key is overwritten, because
/// keks and content keys must not outlive their request. An object that threw is discarded. The pool is never
/// larger than the largest number of objects in use at one time.
final class Pool<T> {
    /// Finds a new one.
    interface Source<T> {
        T make() throws GeneralSecurityException;
    }

    /// Work with one.
    interface Use<T, R> {
        R with(T object) throws GeneralSecurityException;
    }

    /// Puts a key that is no secret in the place of the last one.
    interface Forget<T> {
        void in(T object) throws GeneralSecurityException;
    }

    private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();
    private final Source<T> source;
    private final Forget<T> forget;

    Pool(Source<T> source, Forget<T> forget) {
        this.source = source;
        this.forget = forget;
    }

    <R> R use(Use<T, R> use) throws GeneralSecurityException {
        T waiting = idle.poll();
        T object = waiting != null ? waiting : source.make();
        R result = use.with(object);
        forget.in(object);
        idle.offer(object);
        return result;
    }
}
