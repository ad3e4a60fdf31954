package dev.licet.server.api;

import dev.licet.domain.Refused;
import dev.licet.domain.Refused.Blame;
import dev.licet.domain.Rule;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Words refusals for PlayReady clients: a SOAP fault under status 500, as the protocol has it, whatever the
/// reason. The object that everybody else gets is the text of `CustomData`, which clients hand to the
/// application (reference: playready.md 3).
final class FaultPrinter {
    private static final int STATUS = 500;

    private FaultPrinter() {}

    static Reply print(Refused why, String requestId) {
        return print(Problem.of(why), status(why), requestId);
    }

    private static int status(Refused why) {
        if (why.blame() != Blame.REQUEST) return PlayReadyFault.INTERNAL_ERROR;
        boolean noMessage = why.rule().filter(Rule.MESSAGE::equals).isPresent();
        return noMessage ? PlayReadyFault.INVALID_MESSAGE : PlayReadyFault.SERVICE_SPECIFIC;
    }

    /// A request that failed before its challenge was looked at.
    static Reply print(Problem problem, String requestId) {
        return print(
                problem, problem.isOurs() ? PlayReadyFault.INTERNAL_ERROR : PlayReadyFault.INVALID_MESSAGE, requestId);
    }

    private static Reply print(Problem problem, int status, String requestId) {
        String custom = new String(ProblemPrinter.json(problem, requestId), StandardCharsets.UTF_8);
        String words =
                problem.hint().map(hint -> problem.message() + " " + hint).orElse(problem.message());
        var fault = new PlayReadyFault(status, words, Optional.of(custom));
        return Reply.of(STATUS, PlayReadyFault.MEDIA_TYPE, fault.write())
                .with("Licet-Code", Integer.toString(problem.code()))
                .because(problem.cause());
    }
}
