package dev.licet.http;

import java.util.Optional;

/// Who knows how many are inside, and has the words for those that stay outside.
interface Doorkeeper {
    /// The bytes of an answer after which the connection is closed.
    ///
    /// @param seen the head of the request, when it was understood
    byte[] refusal(Optional<Head> seen, Trouble trouble);

    /// The bytes of a refusal for now, after which the connection goes on unless the client wants its end; empty when
    /// there is room.
    Optional<byte[]> busy(Head head);
}
