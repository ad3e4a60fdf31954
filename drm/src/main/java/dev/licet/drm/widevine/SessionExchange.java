package dev.licet.drm.widevine;

import dev.licet.domain.token.SealingKey;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevinePolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A renewal, or without a policy the acknowledgement of a release. It carries no keys: the device has them.
final class SessionExchange implements Exchange {
    private final Widevine widevine;
    private final Session next;
    private final WidevineLicenseId license;
    private final Optional<WidevinePolicy> policy;
    private final long startTime;
    private final Device device;
    private final SealingKey sealingKey;

    SessionExchange(
            Widevine widevine,
            Session next,
            WidevineLicenseId license,
            Optional<WidevinePolicy> policy,
            long startTime,
            Device device) {
        this.widevine = widevine;
        this.next = next;
        this.license = license;
        this.policy = policy;
        this.startTime = startTime;
        this.device = device;
        this.sealingKey = widevine.sessions().newest();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Answer answer() {
        var id = new WidevineLicenseId(
                license.requestId(),
                Optional.of(next.id()),
                license.type(),
                OptionalInt.of(next.version()),
                policy.map(renewed -> widevine.sessions().seal(next, sealingKey, widevine.random())));
        var renewed = new WidevineLicense(id, policy, List.of(), OptionalLong.of(startTime), OptionalLong.empty());
        return Answer.raw(LicenseWriter.signed(renewed, next.macServer()).toBytes());
    }
}
