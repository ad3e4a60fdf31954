package dev.licet.drm.wire;

import java.util.Optional;
import java.util.OptionalLong;

/// `Policy` of a license (reference: widevine.md 1.4 and 2.6). All durations are seconds; absent means no limit.
///
/// @param canPlay          must be true for the license to be of any use
/// @param canPersist       whether the device may keep the license
/// @param canRenew         whether the device may ask for more time
/// @param rental           how long playback may begin, from the license's start time
/// @param playback         how long playback may go on, from the first decryption
/// @param license          how long this license lives, until it is renewed
/// @param renewalRecovery  how long playback goes on while renewals fail
/// @param renewalServer    where the device renews; absent for where the license came from
/// @param renewalDelay     when the device renews by itself for the first time
/// @param renewalRetry     how long it waits between two attempts
public record WidevinePolicy(
        boolean canPlay,
        boolean canPersist,
        boolean canRenew,
        OptionalLong rental,
        OptionalLong playback,
        OptionalLong license,
        OptionalLong renewalRecovery,
        Optional<String> renewalServer,
        OptionalLong renewalDelay,
        OptionalLong renewalRetry) {

    static WidevinePolicy read(ProtoReader fields) throws MalformedMessage {
        return new WidevinePolicy(
                fields.flag(1),
                fields.flag(2),
                fields.flag(3),
                fields.number(4),
                fields.number(5),
                fields.number(6),
                fields.number(7),
                fields.text(8),
                fields.number(9),
                fields.number(10));
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .flag(1, canPlay)
                .flag(2, canPersist)
                .flag(3, canRenew)
                .number(4, rental)
                .number(5, playback)
                .number(6, license)
                .number(7, renewalRecovery)
                .text(8, renewalServer)
                .number(9, renewalDelay)
                .number(10, renewalRetry)
                .toBytes();
    }
}
