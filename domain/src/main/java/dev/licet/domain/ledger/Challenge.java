package dev.licet.domain.ledger;

import java.util.Optional;

/// What a device sent, as far as it matters to the charge.
///
/// @param digest  SHA-256 of all of it, 32 bytes: the same bytes again are a retry
/// @param unique  whether no other challenge has the same bytes. Then they are a retry whenever they come;
///                otherwise only until the window is over in which they were answered, because a later
///                playback sends them too
/// @param session names the playback session of the device, 32 bytes; present in FairPlay requests alone
public record Challenge(byte[] digest, boolean unique, Optional<byte[]> session) {
    /// A challenge that was never sent before and belongs to no session.
    public static final Challenge NEW = new Challenge(new byte[0]);

    public Challenge {
        digest = digest.clone();
    }

    /// One that is like no other and belongs to no session.
    public Challenge(byte[] digest) {
        this(digest, true, Optional.empty());
    }

    @Override
    public byte[] digest() {
        return digest.clone();
    }
}
