package dev.licet.keys;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;

/// A packager's request cannot be served. Thrown while it is read, and turned into an answer at the door.
public final class Refusing extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refused why;

    /// @param sentence the whole text of the answer; what interfaces prescribe stands there to the letter
    public Refusing(Rule rule, String sentence) {
        super(sentence, null, false, false);
        this.why = Refused.request(Refusal.KEY_REQUEST, sentence).at(rule);
    }

    /// For the record.
    public Refused why() {
        return why;
    }
}
