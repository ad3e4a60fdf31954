package dev.licet.server.api;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.credential.DualRuns;
import dev.licet.domain.dualrun.Comparison;
import dev.licet.domain.dualrun.Comparison.Failed;
import dev.licet.domain.dualrun.Comparison.NotCompared;
import dev.licet.domain.dualrun.Comparison.Times;
import dev.licet.drm.system.FormerService;
import dev.licet.http.Reply;
import dev.licet.keys.license.GivenAnswer;
import dev.licet.keys.license.LicenseDoor.Asked;
import dev.licet.keys.license.LicenseOrder;
import dev.licet.keys.license.LicenseStatus;
import dev.licet.server.api.ComparisonLog.Timed;
import dev.licet.server.api.LicenseAnswers.OwnAnswer;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Answers proxies, and asks the license service that they asked before as well, where that is set (described in
/// `docs/widevine.md`). The one that leads is asked first and its answer is given; the other one is asked afterwards,
/// on a thread of its own, by at most so many at once, and what they differ in is recorded.
public final class TwoServices implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TwoServices.class.getName());
    /// How many comparisons may wait for the service that follows.
    private static final int MOST_FOLLOWING = 32;

    private static final long LAST_WAIT_SECONDS = 3;
    private static final String SESSION = "a license is renewed and given back where it was given";
    private static final String CROWDED = "too many were being compared";

    private final DualRuns runs;
    private final LicenseAnswers ours;
    private final FormerService theirs;
    private final ComparisonLog log;
    private final Semaphore following = new Semaphore(MOST_FOLLOWING);

    public TwoServices(DualRuns runs, LicenseAnswers ours, FormerService theirs, ComparisonLog log) {
        this.runs = runs;
        this.ours = ours;
        this.theirs = theirs;
        this.log = log;
    }

    /// A request, and how it is to be answered.
    private record Errand(SignedCall call, Asked asked, DualRun run) {
        /// Whether both services can answer it: a first license, and what was refused at the door.
        boolean isForBoth() {
            return switch (asked) {
                case Asked.License(LicenseOrder order) -> !order.isOfSession();
                case Asked.Denied _ -> true;
                case Asked.Certificate _, Asked.Description _ -> false;
            };
        }

        boolean isOfSession() {
            return asked instanceof Asked.License(LicenseOrder order) && order.isOfSession();
        }

        boolean isSealed() {
            return asked instanceof Asked.License(LicenseOrder order) && order.isSealed();
        }
    }

    Reply answer(SignedCall call) {
        Asked asked = ours.read(call);
        Optional<DualRun> run = call.isSentOn()
                ? Optional.empty()
                : runs.dualRun(call.request().environment(), call.signatory().name());
        return run.map(set -> answer(new Errand(call, asked, set)))
                .orElseGet(() -> ours.answer(call, asked).reply());
    }

    private Reply answer(Errand errand) {
        return switch (errand.run().leader()) {
            case OURS -> oursLead(errand);
            case THEIRS -> theirsLead(errand);
        };
    }

    private Reply oursLead(Errand errand) {
        Timed<OwnAnswer> answered = ourAnswer(errand);
        GivenAnswer answer = read(answered.what().reply()).orElseThrow();
        if (errand.isOfSession() && answer.isForStrangers()) return sessionOfTheirs(errand, answered);
        if (errand.isForBoth()) {
            if (answer.isFailure()) log.skip(errand.call().signatory());
            else follow(errand, () -> compareWithTheirs(errand, answered, answer));
        }
        return answered.what().reply();
    }

    private Timed<OwnAnswer> ourAnswer(Errand errand) {
        return log.timed(() -> ours.answer(errand.call(), errand.asked()));
    }

    private static Optional<GivenAnswer> read(Reply reply) {
        return GivenAnswer.read(reply.status(), reply.bytes());
    }

    /// Playback goes on when the leader has changed: the license is renewed by the service that gave it.
    private Reply sessionOfTheirs(Errand errand, Timed<OwnAnswer> answered) {
        Timed<TheirAnswer> heard = ask(errand);
        if (!(heard.what() instanceof TheirAnswer.Given(Reply reply, GivenAnswer answer)) || !answer.isGood()) {
            return answered.what().reply();
        }
        note(errand, new NotCompared("the license was given by the other service"), times(answered, heard));
        return reply;
    }

    private void compareWithTheirs(Errand errand, Timed<OwnAnswer> answered, GivenAnswer own) {
        Timed<TheirAnswer> heard = ask(errand);
        Comparison.Result result =
                switch (heard.what()) {
                    case TheirAnswer.Silent(String why) -> new Failed(why);
                    case TheirAnswer.Given(Reply _, GivenAnswer answer) -> compared(errand, own, answer);
                };
        note(errand, result, times(answered, heard));
    }

    private static Comparison.Result compared(Errand errand, GivenAnswer ours, GivenAnswer theirs) {
        GivenAnswer leading = errand.run().leader() == Leader.OURS ? ours : theirs;
        GivenAnswer following = errand.run().leader() == Leader.OURS ? theirs : ours;
        if (errand.isSealed() && leading.isGood() && following.isForStrangers()) {
            return new NotCompared("the device says who it is to the leading service alone");
        }
        return Comparison.of(ours.differences(theirs));
    }

    private Timed<TheirAnswer> ask(Errand errand) {
        byte[] envelope = errand.call().request().body();
        return log.timed(() -> TheirAnswer.of(theirs.ask(errand.run().url(), envelope)));
    }

    private Reply theirsLead(Errand errand) {
        Timed<TheirAnswer> heard = ask(errand);
        return switch (heard.what()) {
            case TheirAnswer.Silent(String why) -> standIn(errand, heard, why);
            case TheirAnswer.Given(Reply reply, GivenAnswer answer)
            when errand.isOfSession() && answer.isForStrangers() -> sessionOfOurs(errand, reply);
            case TheirAnswer.Given(Reply reply, GivenAnswer answer) -> {
                if (errand.isForBoth()) follow(errand, () -> compareWithOurs(errand, answer, heard));
                else if (errand.isOfSession()) note(errand, new NotCompared(SESSION), oneTime(heard));
                yield reply;
            }
        };
    }

    private Reply sessionOfOurs(Errand errand, Reply theirReply) {
        Reply reply = ourAnswer(errand).what().reply();
        return read(reply).filter(GivenAnswer::isGood).isPresent() ? reply : theirReply;
    }

    /// Viewers are served all the same, by a license of this service, which is charged.
    private Reply standIn(Errand errand, Timed<TheirAnswer> heard, String why) {
        Timed<OwnAnswer> answered = ourAnswer(errand);
        boolean good = answered.what().refused().isEmpty();
        if (errand.isForBoth() || errand.isOfSession()) {
            var comparison = new Comparison(Leader.THEIRS, new Failed(why), times(answered, heard), good);
            log.write(errand.call(), errand.asked(), comparison, Optional.empty());
        }
        return answered.what()
                .refused()
                .map(refused -> neither(why, refused))
                .orElse(answered.what().reply());
    }

    /// What failed there may succeed when it is asked for again, whatever this service has against it.
    private static Reply neither(String why, Refused refused) {
        String sentence = "the leading license service " + why + ", and this one refuses: " + refused.reason();
        return LicenseAnswers.refused(LicenseStatus.INTERNAL_ERROR, Refused.busy(Refusal.LICENSE_FAILED, sentence))
                .reply();
    }

    private void compareWithOurs(Errand errand, GivenAnswer answer, Timed<TheirAnswer> heard) {
        Timed<OwnAnswer> answered = log.timed(() -> ours.rehearsed(errand.call(), errand.asked()));
        GivenAnswer own = read(answered.what().reply()).orElseThrow();
        Comparison.Result result =
                own.isFailure() ? new NotCompared("this service had too much to do") : compared(errand, own, answer);
        var comparison = new Comparison(Leader.THEIRS, result, times(answered, heard), false);
        log.write(errand.call(), errand.asked(), comparison, answered.what().refused());
    }

    private static Times times(Timed<?> ours, Timed<?> theirs) {
        return new Times(Optional.of(ours.took()), Optional.of(theirs.took()));
    }

    private static Times oneTime(Timed<?> theirs) {
        return new Times(Optional.empty(), Optional.of(theirs.took()));
    }

    private void note(Errand errand, Comparison.Result result, Times times) {
        var comparison = new Comparison(errand.run().leader(), result, times, false);
        log.write(errand.call(), errand.asked(), comparison, Optional.empty());
    }

    /// Whoever asked has the answer and waits for nothing of this.
    private void follow(Errand errand, Runnable comparison) {
        if (following.tryAcquire()) Thread.ofVirtual().name("licet-dual-run").start(() -> run(errand, comparison));
        else crowded(errand);
    }

    private void run(Errand errand, Runnable comparison) {
        try {
            comparison.run();
        } catch (RuntimeException failure) {
            log.skip(errand.call().signatory());
            LOG.log(
                    Level.WARNING,
                    "a dual run was not compared: {0}",
                    failure.getClass().getName());
        } finally {
            following.release();
        }
    }

    /// A license of this service has a record already, and nobody is to wait for another one.
    private void crowded(Errand errand) {
        switch (errand.run().leader()) {
            case OURS -> log.skip(errand.call().signatory());
            case THEIRS -> note(errand, new NotCompared(CROWDED), new Times(Optional.empty(), Optional.empty()));
        }
    }

    /// Waits a moment for the comparisons that are under way.
    @Override
    public void close() {
        try {
            boolean done = following.tryAcquire(MOST_FOLLOWING, LAST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!done) LOG.log(Level.INFO, "some dual runs were not compared, because this node is stopping");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
