package dev.licet.domain.request;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;

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

    /// The same, with advice for the caller.
    BadParameter hint(String advice) {
        return new BadParameter(refused.hint(advice));
    }

    /// The same, naming the rule that failed, unless that is known.
    BadParameter at(Rule failed) {
        return new BadParameter(refused.at(failed));
    }

    /// The same, with what failed inside.
    BadParameter because(String failure) {
        return new BadParameter(refused.because(failure));
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
