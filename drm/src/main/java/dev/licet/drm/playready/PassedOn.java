package dev.licet.drm.playready;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Made;
import dev.licet.drm.Message;
import dev.licet.drm.wire.PlayReadyRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A message of a client to the maker of its license: it has stored the license, stopped playing, or deleted
/// the license. The message is forwarded unchanged, under a grant for no license.
record PassedOn(PlayReadyRequest request, Makers makers) implements Message.Errand {
    @Override
    public Made run(Token token, Instant now) {
        var device = new Device(
                Optional.empty(), Map.of("operation", request.operation().element()));
        Optional<Maker> maker = makers.of(token);
        if (maker.isPresent()) {
            var order = new Order(token, request, List.of(), now);
            return maker.get().ask(order, ChallengeFacts.by(device, maker.get()));
        }
        var nobody = Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, "no license maker is configured for PlayReady")
                .at(Rule.MAKER);
        return new Made.Missing(nobody, device, Optional.empty(), true);
    }
}
