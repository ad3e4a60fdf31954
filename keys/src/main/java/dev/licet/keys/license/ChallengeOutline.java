package dev.licet.keys.license;

import dev.licet.domain.key.KeyId;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a challenge says in the open. Nothing of it is verified here.
///
/// @param type    first license, renewal or release; empty where the challenge cannot be read
/// @param license how long the device wants to keep it, where it says so
/// @param pssh    for which content
/// @param time    when, by the device's clock
record ChallengeOutline(
        Optional<WidevineLicenseRequest.Type> type,
        Optional<WidevineContentId.LicenseType> license,
        Optional<WidevinePssh> pssh,
        Optional<Instant> time) {
    /// The end of the year 9999; a device may say anything.
    private static final long LATEST_TIME = 253_402_300_799L;
    private static final ChallengeOutline UNREADABLE =
            new ChallengeOutline(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static ChallengeOutline of(byte[] payload) {
        try {
            var signed = WidevineSignedMessage.read(payload);
            if (signed.type() != WidevineSignedMessage.Type.LICENSE_REQUEST) return UNREADABLE;
            return of(WidevineLicenseRequest.read(signed.msg().orElse(new byte[0])));
        } catch (MalformedMessage forTheIssuerToSay) {
            return UNREADABLE;
        }
    }

    private static ChallengeOutline of(WidevineLicenseRequest request) {
        return new ChallengeOutline(
                Optional.of(request.type()),
                request.contentId().flatMap(ChallengeOutline::license),
                request.contentId().flatMap(ChallengeOutline::pssh),
                time(request));
    }

    private static Optional<Instant> time(WidevineLicenseRequest request) {
        long seconds = request.requestTime().orElse(-1);
        return seconds < 0 || seconds > LATEST_TIME ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private static Optional<WidevineContentId.LicenseType> license(WidevineContentId content) {
        return content instanceof WidevineContentId.First first ? Optional.of(first.type()) : Optional.empty();
    }

    private static Optional<WidevinePssh> pssh(WidevineContentId content) {
        return content instanceof WidevineContentId.First first ? first.pssh() : Optional.empty();
    }

    List<KeyId> kids() {
        return pssh.map(WidevinePssh::keyIds).orElse(List.of()).stream()
                .filter(kid -> kid.length == KeyId.BYTES)
                .map(KeyId::of)
                .toList();
    }

    Optional<byte[]> contentId() {
        return pssh.flatMap(WidevinePssh::contentId).filter(id -> id.length > 0);
    }
}
