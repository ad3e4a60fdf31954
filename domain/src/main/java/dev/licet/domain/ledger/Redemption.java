package dev.licet.domain.ledger;

import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A license that is about to be given: everything has been checked but the balance and the count.
///
/// @param token           the opened token
/// @param challengeDigest SHA-256 of what the device sent, 32 bytes: the same bytes again are a retry
/// @param unique          whether no other challenge has the same bytes. Then they are a retry whenever they
///                        come; otherwise only until the window is over in which they were answered, because
///                        a later playback sends them too
/// @param window          how long further licenses are free after a charge
/// @param maxWindows      how many windows the token may open; empty for any number
/// @param version         the [version][dev.licet.domain.account.Account#version] of the account that window
///                        and maxWindows are of; empty when it does not matter whether the account has
///                        changed since
/// @param event           the [Event.Kind#REDEEMED] record to write; the ledger turns it into a
///                        [Event.Kind#DENIED] one when it refuses
public record Redemption(
        Token token,
        byte[] challengeDigest,
        boolean unique,
        Duration window,
        OptionalInt maxWindows,
        OptionalLong version,
        Event event) {
    /// How many licenses per key are free inside a window after the one that opened it.
    public static final int FREE_LICENSES_PER_KEY = 4;

    public Redemption {
        challengeDigest = challengeDigest.clone();
    }

    /// With a challenge that is like no other, whatever the account is like.
    public Redemption(Token token, byte[] challengeDigest, Duration window, OptionalInt maxWindows, Event event) {
        this(token, challengeDigest, true, window, maxWindows, OptionalLong.empty(), event);
    }

    @Override
    public byte[] challengeDigest() {
        return challengeDigest.clone();
    }
}
