package dev.licet.keys.license;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;

/// A request for a license cannot be served. Thrown while it is read, and turned into an answer at the door.
final class Unlicensed extends Exception {
    private static final long serialVersionUID = 1L;

    private final LicenseStatus status;
    private final transient Refused why;

    private Unlicensed(LicenseStatus status, Refused why) {
        super(why.reason(), null, false, false);
        this.status = status;
        this.why = why;
    }

    /// The message cannot be read.
    static Unlicensed malformed(String sentence) {
        return new Unlicensed(LicenseStatus.MALFORMED_REQUEST, refused(sentence));
    }

    /// The message asks for what is not given.
    static Unlicensed invalid(String sentence) {
        return new Unlicensed(LicenseStatus.INVALID_REQUEST, refused(sentence));
    }

    /// A member asks for what is not given.
    static Unlicensed member(String name, String sentence) {
        return new Unlicensed(LicenseStatus.INVALID_REQUEST, refused(sentence).in(name));
    }

    private static Refused refused(String sentence) {
        return Refused.request(Refusal.LICENSE_REQUEST, sentence).at(Rule.SIGNED_REQUEST);
    }

    LicenseStatus status() {
        return status;
    }

    Refused why() {
        return why;
    }
}
