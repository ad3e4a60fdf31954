package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.drm.wire.MalformedMessage;
import java.util.Optional;

/// A DRM system: reads what its devices send, and answers. The siblings do not know each other.
public interface DrmSystem {
    /// Which one this is.
    Drm drm();

    /// Tells what kind of message a body is. Parses only as far as that takes: no cryptography, no look-up.
    ///
    /// @param body   the request body as it came, at most 64 KiB
    /// @param accept the request's `Accept` header, for systems that answer in several wrappings
    /// @throws MalformedMessage when it is no message of this system; the text says what it looks like instead
    Message classify(byte[] body, Optional<String> accept) throws MalformedMessage;

    /// What it means that nothing but an address was sent, which names a key.
    ///
    /// @throws MalformedMessage when devices of this system do not ask like that
    default Message addressed(KeyId kid) throws MalformedMessage {
        throw new MalformedMessage("a device of this system sends a message");
    }
}
