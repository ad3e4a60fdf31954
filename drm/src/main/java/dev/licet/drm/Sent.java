package dev.licet.drm;

import dev.licet.crypto.Digest;
import dev.licet.domain.key.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What comes with a token.
public sealed interface Sent {
    /// A message of a device.
    ///
    /// @param bytes  what it sent, at most 64 KiB
    /// @param accept the `Accept` header
    record Body(byte[] bytes, Optional<String> accept) implements Sent {
        @Override
        public byte[] digest() {
            return Digest.sha256(bytes);
        }
    }

    /// Nothing: the address names the key, as a playlist of HLS does for segments in AES-128.
    record Address(KeyId kid) implements Sent {
        @Override
        public byte[] digest() {
            return Digest.sha256(("key " + kid.hex()).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// The same for the same again: SHA-256, 32 bytes.
    byte[] digest();
}
