package dev.licet.http;

/// How a request is answered.
public enum Handling {
    /// On the thread that reads: the answer waits for nothing and is no [Body.Feed].
    AT_ONCE,
    /// On a thread of its own even under overload, because a health check must not be refused as busy.
    ALWAYS,
    /// On a thread of its own, when there is a place among the requests in work.
    WHEN_THERE_IS_ROOM
}
