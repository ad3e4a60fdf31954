package dev.licet.domain.request;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;

/// These parameters are not a token request. Thrown while one is read, and turned into a value at the door.
final class BadParameter extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refused refused;

    private BadParameter(Refused refused) {
        super(refused.message());
        this.refused = refused;
    }

    /// @param name   the parameter at fault
    /// @param reason one sentence without a final stop, which never quotes a secret
    static BadParameter of(String name, Refusal why, String reason) {
        return new BadParameter(Refused.request(why, reason).in(name));
    }

    static BadParameter of(String name, Refusal why, String reason, String hint) {
        return new BadParameter(Refused.request(why, reason).in(name).hint(hint));
    }

    /// Not the request's fault: something that it needs does not answer.
    static BadParameter busy(String name, Refusal why, String reason) {
        return new BadParameter(Refused.busy(why, reason).in(name));
    }

    /// Not the request's fault, and a repetition does not help.
    static BadParameter ours(String name, Refusal why, String reason) {
        return new BadParameter(Refused.service(why, reason).in(name));
    }

    Refused refused() {
        return refused;
    }

    /// A bad parameter is an everyday event; its stack is never looked at.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
