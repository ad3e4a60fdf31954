package dev.licet.storage.account;

import dev.licet.domain.Environment;
import java.time.Instant;
import java.util.Optional;

/// An authenticator as lists show it.
///
/// @param number      its number within the account, from 1
/// @param environment where it is valid
/// @param prefix      the first four digits of its secret half
/// @param created     when it was made
/// @param revoked     when it was revoked
/// @param lastUsed    when a request last came with it, to the minute; empty if none has
public record AuthenticatorOverview(
        int number,
        Environment environment,
        String prefix,
        Instant created,
        Optional<Instant> revoked,
        Optional<Instant> lastUsed) {
    /// Whether it still opens the door.
    public boolean isLive() {
        return revoked.isEmpty();
    }
}
