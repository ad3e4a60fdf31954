package dev.licet.http;

import java.util.Optional;

/// What answers the requests that the listener has read. Called from many threads.
public interface Application {
    /// Answers a request. May block, except after [Handling#AT_ONCE]. An exception becomes [Trouble#BROKEN].
    Reply answer(Request request);

    /// How large the body of a request may be, in bytes. Must not block.
    ///
    /// @param path  as it was sent, without the query
    /// @param usual what holds where there is no reason for more
    default int bodyBytes(String path, int usual) {
        return usual;
    }

    /// Words the refusal of a request that the listener could not or would not hand over. Must not block.
    ///
    /// @param seen as much of the request as was understood; never its body
    Reply refuse(Request seen, Trouble trouble);

    /// Whose request that is: those of one party share what one party may have in work. It must be something
    /// that nobody can make up, such as an account whose authenticator or token the request carries, and not
    /// the number that it names; all whose requests show nothing of that kind are one party, the empty one. May
    /// block.
    default String party(Request request) {
        return "";
    }

    /// The same where it can be told at once: from memory, within some microseconds. Empty when it has to be
    /// looked up, by [#party]. Must not block.
    default Optional<String> partyAtOnce(Request request) {
        return Optional.empty();
    }

    /// How to answer a request. Must not block.
    default Handling handling(Request request) {
        return Handling.WHEN_THERE_IS_ROOM;
    }

    /// How many of the places for requests in work one takes: 1 for what costs the processor little, more for
    /// what costs more, so that a queue of either takes about as long. Must not block.
    default int places(Request request) {
        return 1;
    }

    /// Whether the head of a request shows that somebody known sends it, by a token or an authenticator in it.
    /// The bodies of the others are held in a smaller part of the memory for bodies. May block.
    ///
    /// @param seen without its body
    default boolean isKnown(Request seen) {
        return true;
    }
}
