package dev.licet.drm.clearkey;

import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.drm.Answer;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.wire.MalformedMessage;
import java.util.Optional;

/// Keys in plain sight. W3C Clear Key: a JSON license request in, the keys of the token out. HLS with AES-128: the
/// address of a key in, its 16 bytes out.
public final class ClearKey implements DrmSystem {
    @Override
    public Drm drm() {
        return Drm.CLEARKEY;
    }

    @Override
    public Message classify(byte[] body, Optional<String> accept) throws MalformedMessage {
        return RequestJson.read(body);
    }

    @Override
    public Message addressed(KeyId kid) {
        return new AddressedKey(kid);
    }

    static Answer json(byte[] body) {
        return new Answer(body, "application/json");
    }
}
