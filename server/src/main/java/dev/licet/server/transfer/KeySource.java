package dev.licet.server.transfer;

import dev.licet.domain.keystore.KeyDraft;
import java.io.IOException;
import java.util.Optional;

/// Keys out of a file, one after the other.
interface KeySource {
    /// The next one; empty at the end. Throws [BadRow] for what is no key.
    Optional<KeyDraft> next() throws IOException;

    /// In which line the last one was, counted from 1.
    long line();
}
