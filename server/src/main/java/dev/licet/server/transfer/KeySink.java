package dev.licet.server.transfer;

import dev.licet.domain.keystore.StoredKey;
import java.io.IOException;

/// Keys into a file, one after the other.
interface KeySink {
    void write(StoredKey key) throws IOException;
}
