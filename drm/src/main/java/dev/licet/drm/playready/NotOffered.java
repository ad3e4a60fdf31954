package dev.licet.drm.playready;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Made;
import dev.licet.drm.Message;
import dev.licet.drm.wire.PlayReadyOperation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What other rights managers do and this service does not: domains, metering, packaging data.
record NotOffered(PlayReadyOperation operation) implements Message.Errand {
    @Override
    public Made run(Token token, Instant now) {
        String name = operation.element();
        var why = Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, "the operation " + name + " is not offered")
                .hint("This service does not offer " + name + ".")
                .at(Rule.MESSAGE);
        return new Made.Missing(why, new Device(Optional.empty(), Map.of("operation", name)), Optional.empty(), true);
    }
}
