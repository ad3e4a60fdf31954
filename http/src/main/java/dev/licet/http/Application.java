package dev.licet.http;

/// What answers the requests that the listener has read. Called from many threads; may block.
public interface Application {
    /// Answers a request. An exception becomes [Trouble#BROKEN].
    Reply answer(Request request);

    /// Words the refusal of a request that the listener could not or would not hand over.
    ///
    /// @param seen as much of the request as was understood; never its body
    Reply refuse(Request seen, Trouble trouble);
}
