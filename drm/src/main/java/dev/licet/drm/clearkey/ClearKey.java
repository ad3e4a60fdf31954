package dev.licet.drm.clearkey;

import dev.licet.domain.Drm;
import dev.licet.drm.Answer;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.wire.MalformedMessage;
import java.util.Optional;

/// W3C Clear Key: a JSON license request in, the keys of the token out, in plain sight.
public final class ClearKey implements DrmSystem {
    @Override
    public Drm drm() {
        return Drm.CLEARKEY;
    }

    @Override
    public Message classify(byte[] body, Optional<String> accept) throws MalformedMessage {
        return RequestJson.read(body);
    }

    static Answer json(byte[] body) {
        return new Answer(body, "application/json");
    }
}
