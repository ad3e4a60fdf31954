package dev.licet.domain.credential;

import dev.licet.crypto.SecretBytes;

/// A secret that this service shares with a handler, under which grants are encrypted.
///
/// @param id  names it to both ends: 1 to 32 letters, digits, hyphens and underscores
/// @param key 32 bytes
public record GrantSecret(String id, SecretBytes key) {
    /// Length of the key in bytes.
    public static final int KEY_BYTES = 32;

    public GrantSecret {
        if (!id.matches("[A-Za-z0-9_-]{1,32}")) {
            throw new IllegalArgumentException("secret: its name must be 1 to 32 letters, digits, - and _");
        }
        if (key.length() != KEY_BYTES) throw new IllegalArgumentException("secret " + id + ": must have 32 bytes");
    }
}
