package dev.licet.domain.token;

import dev.licet.crypto.SecretBytes;

/// A service key under which tokens are sealed. It is rotated: new tokens take the newest, older ones stay readable
/// until the last token sealed with them has expired.
///
/// @param id  stands in the clear at the head of every token; never used again for another key
/// @param key 32 bytes
public record SealingKey(int id, SecretBytes key) {
    /// Length of the key in bytes.
    public static final int BYTES = 32;

    public SealingKey {
        if (key.length() != BYTES) throw new IllegalArgumentException("sealing key: must have 32 bytes");
    }
}
