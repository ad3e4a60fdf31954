package dev.licet.drm.widevine;

import dev.licet.crypto.Rsa;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import java.time.Instant;

/// A request for a first license (reference: widevine.md 2.3).
final class FirstRequest implements Message.LicenseRequest {
    private final Widevine widevine;
    private final SignedRequest signed;
    private final WidevineLicenseRequest request;
    private final WidevineContentId.First content;

    FirstRequest(
            Widevine widevine, SignedRequest signed, WidevineLicenseRequest request, WidevineContentId.First content) {
        this.widevine = widevine;
        this.signed = signed;
        this.request = request;
        this.content = content;
    }

    @Override
    public Opening open(Token token, Instant now) {
        return new Attempt(token, now).open();
    }

    private static Opening notGranted(String why, Device device) {
        return new Opening.Denied(Refused.request(Refusal.LICENSE_FAILED, why), device);
    }

    private static Opening notAuthenticated(String why, Device device) {
        return new Opening.Denied(Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, why), device);
    }

    /// The request together with the token that it came with.
    private final class Attempt {
        private final Token token;
        private final Instant now;

        Attempt(Token token, Instant now) {
            this.token = token;
            this.now = now;
        }

        Opening open() {
            var unservable = Embedded.unservable(widevine, token, signed);
            if (unservable.isPresent()) return routed(unservable.get(), claimed());
            return switch (widevine.clientIds().read(request)) {
                case Finding.Bad<WidevineClientId>(var why) -> notAuthenticated(why, Device.UNKNOWN);
                case Finding.Foreign<WidevineClientId>(var why) -> routed(why, claimed());
                case Finding.Good<WidevineClientId>(var clientId) -> of(clientId);
            };
        }

        private Opening of(WidevineClientId clientId) {
            var claimed = DeviceFacts.claimed(request, clientId);
            return switch (widevine.chains().read(clientId)) {
                case Finding.Bad<DeviceChain>(var why) -> notAuthenticated(why, claimed);
                case Finding.Foreign<DeviceChain>(var why) -> routed(why, DeviceFacts.unverified(request, clientId));
                case Finding.Good<DeviceChain>(var chain) -> verify(clientId, chain, claimed);
            };
        }

        private Opening verify(WidevineClientId clientId, DeviceChain chain, Device claimed) {
            return switch (widevine.chains().verify(chain, now).then(FirstRequest.this::signedByDevice)) {
                case Finding.Bad<DeviceChain>(var why) -> notAuthenticated(why, DeviceFacts.ofKind(claimed, chain));
                case Finding.Foreign<DeviceChain>(var why) ->
                    routed(why, DeviceFacts.ofKind(DeviceFacts.unverified(request, clientId), chain));
                case Finding.Good<DeviceChain>(var verified) ->
                    grant(verified, DeviceFacts.identified(claimed, verified));
            };
        }

        private Opening grant(DeviceChain chain, Device verified) {
            var device = asking(verified);
            return switch (decide(chain)) {
                case Finding.Bad<Grant>(var why) -> notGranted(why, device);
                case Finding.Foreign<Grant>(var why) -> notGranted(why, device);
                case Finding.Good<Grant>(var grant) -> new Opening.Ready(exchange(chain, grant, device));
            };
        }

        private Device asking(Device known) {
            return AskedContent.otherKids(content, token.rights().keys())
                    .map(kids -> DeviceFacts.with(known, "kids_not_in_token", kids))
                    .orElse(known);
        }

        private Finding<Grant> decide(DeviceChain chain) {
            int level = widevine.trust()
                    .highestLevel(chain.systemId())
                    .orElse(widevine.options().defaultLevel());
            long start = request.requestTime().orElse(now.getEpochSecond());
            return Grant.decide(token.rights(), content, new Grant.Asking(level, start), widevine.options());
        }

        private FirstExchange exchange(DeviceChain chain, Grant grant, Device device) {
            var asked = new FirstExchange.Asked(signed.msg(), token, now);
            return new FirstExchange(widevine, asked, chain, grant, withheld(grant, device));
        }

        /// The record says how many keys the device's level was too low for, because the license does not.
        private Device withheld(Grant grant, Device device) {
            int missing = token.rights().keys().size() - grant.keys().size();
            return missing == 0 ? device : DeviceFacts.with(device, "keys_withheld", String.valueOf(missing));
        }

        /// Leaves the request to an upstream, unless the token forbids what the device asks for.
        private Opening routed(String why, Device stranger) {
            var known = asking(stranger);
            var wanted = new Wanted.First(content.type(), content.requestId());
            var opening = widevine.routing().first(token, new UpstreamRouting.Left(signed.body(), why, known, wanted));
            boolean keeps = content.type() == WidevineContentId.LicenseType.OFFLINE;
            boolean forbidden = keeps && !token.rights().persistent() && opening instanceof Opening.Remote;
            return forbidden ? notGranted(Grant.NOT_TO_KEEP, UpstreamRouting.anonymous(known)) : opening;
        }
    }

    private Finding<DeviceChain> signedByDevice(DeviceChain chain) {
        return Rsa.verifyPss(chain.device().key(), signed.msg(), signed.signature())
                ? Finding.good(chain)
                : Finding.bad("the request is not signed by the device");
    }

    /// What the device says in the open: in privacy mode nothing.
    private Device claimed() {
        return widevine.clientIds()
                .open(request)
                .map(clientId -> DeviceFacts.unverified(request, clientId))
                .orElse(Device.UNKNOWN);
    }
}
