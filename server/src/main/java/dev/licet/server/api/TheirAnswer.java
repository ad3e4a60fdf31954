package dev.licet.server.api;

import dev.licet.domain.Refused.Blame;
import dev.licet.drm.system.FormerService.Heard;
import dev.licet.http.Cause;
import dev.licet.http.Reply;
import dev.licet.keys.license.GivenAnswer;

/// What the license service said that a signer asked before.
sealed interface TheirAnswer {
    /// A refusal that is passed on has no code of ours.
    Cause REFUSED = new Cause(Blame.REQUEST, "the other license service refuses");

    /// Something that its callers can use.
    ///
    /// @param reply  as it came
    /// @param answer what can be told of it
    record Given(Reply reply, GivenAnswer answer) implements TheirAnswer {}

    /// Nothing, or only that it has failed.
    ///
    /// @param why begins with a verb
    record Silent(String why) implements TheirAnswer {}

    static TheirAnswer of(Heard heard) {
        return switch (heard) {
            case Heard.Silent(String why) -> new Silent(why);
            case Heard.Answered(int status, byte[] body) ->
                GivenAnswer.read(status, body)
                        .map(answer -> given(LicenseAnswers.json(status, body), answer))
                        .orElseGet(() -> new Silent("answered with something that is no getlicense answer"));
        };
    }

    private static TheirAnswer given(Reply reply, GivenAnswer answer) {
        if (answer.isFailure()) return new Silent("answered " + answer.status());
        return new Given(answer.isGood() ? reply : reply.because(REFUSED), answer);
    }
}
