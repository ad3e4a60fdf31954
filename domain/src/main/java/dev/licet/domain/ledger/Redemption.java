package dev.licet.domain.ledger;

import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.util.OptionalInt;

/// A license that is about to be given: everything has been checked but the balance and the count.
///
/// @param token           the opened token
/// @param challengeDigest SHA-256 of what the device sent, 32 bytes: the same bytes again are a retry
/// @param window          how long further licenses are free after a charge
/// @param maxWindows      how many windows the token may open; empty for any number
/// @param event           the [Event.Kind#REDEEMED] record to write; the ledger turns it into a
///                        [Event.Kind#DENIED] one when it refuses
public record Redemption(Token token, byte[] challengeDigest, Duration window, OptionalInt maxWindows, Event event) {
    /// How many licenses per key are free inside a window after the one that opened it.
    public static final int FREE_LICENSES_PER_KEY = 4;

    public Redemption {
        challengeDigest = challengeDigest.clone();
    }

    @Override
    public byte[] challengeDigest() {
        return challengeDigest.clone();
    }
}
