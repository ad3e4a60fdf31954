package dev.licet.domain.token;

import java.time.Duration;
import java.util.Optional;

/// When a Widevine device renews. All four are for the device to keep; absent means that it is not told.
///
/// @param lifetime      how long one license lives before it must be renewed
/// @param delay         when the device renews by itself for the first time
/// @param retryInterval how long it waits between two attempts
/// @param recovery      how long playback goes on while renewals fail
public record Renewal(
        Optional<Duration> lifetime,
        Optional<Duration> delay,
        Optional<Duration> retryInterval,
        Optional<Duration> recovery) {
    /// The device may renew and never has to.
    public static final Renewal ON_DEMAND =
            new Renewal(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
