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
import java.util.OptionalLong;

/// What a challenge says in the open. Nothing of it is verified here.
///
/// @param request the challenge; empty where it cannot be read
record ChallengeOutline(Optional<WidevineLicenseRequest> request) {
    /// The end of the year 9999; a device may say anything.
    private static final long LATEST_TIME = 253_402_300_799L;

    static ChallengeOutline of(byte[] payload) {
        try {
            var signed = WidevineSignedMessage.read(payload);
            boolean asks = signed.type() == WidevineSignedMessage.Type.LICENSE_REQUEST;
            return new ChallengeOutline(
                    asks
                            ? Optional.of(
                                    WidevineLicenseRequest.read(signed.msg().orElse(new byte[0])))
                            : Optional.empty());
        } catch (MalformedMessage forTheIssuerToSay) {
            return new ChallengeOutline(Optional.empty());
        }
    }

    /// First license, renewal or release.
    Optional<WidevineLicenseRequest.Type> type() {
        return request.map(WidevineLicenseRequest::type);
    }

    /// Whether only the service can read who asks whose certificate the device has.
    boolean isSealed() {
        return request.flatMap(WidevineLicenseRequest::sealedClientId).isPresent();
    }

    /// How long the device wants to keep the license, where it says so.
    Optional<WidevineContentId.LicenseType> license() {
        return first().map(WidevineContentId.First::type);
    }

    /// When, by the device's clock.
    Optional<Instant> time() {
        long seconds = request.map(WidevineLicenseRequest::requestTime)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .orElse(-1L);
        return seconds < 0 || seconds > LATEST_TIME ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private Optional<WidevineContentId.First> first() {
        return request.flatMap(WidevineLicenseRequest::contentId)
                .filter(WidevineContentId.First.class::isInstance)
                .map(WidevineContentId.First.class::cast);
    }

    /// For which content.
    Optional<WidevinePssh> pssh() {
        return first().flatMap(WidevineContentId.First::pssh);
    }

    List<KeyId> kids() {
        return pssh().map(WidevinePssh::keyIds).orElse(List.of()).stream()
                .filter(kid -> kid.length == KeyId.BYTES)
                .map(KeyId::of)
                .toList();
    }

    Optional<byte[]> contentId() {
        return pssh().flatMap(WidevinePssh::contentId).filter(id -> id.length > 0);
    }
}
