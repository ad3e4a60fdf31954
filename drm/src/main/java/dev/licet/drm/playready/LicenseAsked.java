package dev.licet.drm.playready;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Made;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.wire.PlayReadyChallenge;
import dev.licet.drm.wire.PlayReadyRequest;
import java.time.Instant;
import java.util.Optional;

/// A challenge. What can be told without its license maker is told before anything is charged.
record LicenseAsked(PlayReadyRequest request, PlayReadyChallenge challenge, Makers makers)
        implements Message.LicenseRequest {
    @Override
    public Optional<String> token() {
        return CustomToken.in(challenge);
    }

    @Override
    public Opening open(Token token, Instant now) {
        var device = ChallengeFacts.of(request, challenge, token);
        Optional<Maker> maker = makers.of(token);
        Optional<Refused> why = nobody(maker)
                .or(() -> unbound(token, maker.orElseThrow()))
                .or(() -> over(token, now))
                .or(() -> otherContent(token, now));
        if (why.isPresent()) return new Opening.Denied(why.get(), device);
        var order = new Order(token, request, GrantedLicense.of(token, challenge, now), now);
        return new Asking(order, maker.orElseThrow(), ChallengeFacts.by(device, maker.orElseThrow()));
    }

    private static Optional<Refused> nobody(Optional<Maker> maker) {
        if (maker.isPresent()) return Optional.empty();
        return Optional.of(
                Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, "no license maker is configured for PlayReady")
                        .at(Rule.MAKER));
    }

    /// Only a handler tells which device it is.
    private static Optional<Refused> unbound(Token token, Maker maker) {
        boolean bound = token.rights().playReady().device().isPresent();
        if (!bound || maker.tellsDevices()) return Optional.empty();
        return Optional.of(Refused.request(
                        Refusal.DEVICE_NOT_AUTHENTICATED,
                        "the token is bound to a device, and a license maker of the kind " + maker.word()
                                + " does not tell which device asks")
                .at(Rule.DEVICE));
    }

    private static Optional<Refused> over(Token token, Instant now) {
        return token.rights()
                .playReady()
                .end()
                .filter(end -> !now.isBefore(end))
                .map(end -> Refused.request(
                                Refusal.TOKEN_INVALID, "the rental ended at " + end + "; the server's time is " + now)
                        .at(Rule.FRESH));
    }

    private Optional<Refused> otherContent(Token token, Instant now) {
        if (!GrantedLicense.of(token, challenge, now).isEmpty()) return Optional.empty();
        return Optional.of(Refused.request(
                        Refusal.KID_INVALID, "the content's header asks for none of the keys that the token has")
                .at(Rule.POLICY));
    }

    /// A license that waits to be paid for.
    private record Asking(Order order, Maker maker, Device device) implements Opening.Paid {
        @Override
        public Made ask() {
            return maker.ask(order, device);
        }
    }
}
