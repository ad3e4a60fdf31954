package dev.licet.keys.widevine;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;

/// A request for keys cannot be served. Thrown while it is read, and turned into an answer at the door.
final class Unserved extends Exception {
    private static final long serialVersionUID = 1L;

    private final Status status;
    private final transient Refused why;

    /// @param sentence what the packager's log will say of it
    Unserved(Status status, Rule rule, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.why = Refused.request(Refusal.KEY_REQUEST, sentence).at(rule);
    }

    Status status() {
        return status;
    }

    Refused why() {
        return why;
    }
}
