package dev.licet.dashboard.view;

import dev.licet.domain.dualrun.DualRunReport.Cause;
import dev.licet.domain.dualrun.DualRunReport.Kind;
import dev.licet.domain.dualrun.DualRunReport.Some;
import dev.licet.domain.dualrun.Outcome;
import dev.licet.domain.dualrun.SignerComparisons;
import dev.licet.storage.credential.SignerOverview;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Who signs requests for keys and licenses of an account in one environment.
///
/// @param damaged  whether they cannot be listed, because the row of one was changed
/// @param compared how another license service answers
public record SignersPage(Frame frame, List<Row> rows, boolean damaged, Compared compared) {

    /// One signer.
    public record Row(SignerOverview entry, Doors doors, Typed typed) {
        /// What its key is.
        public String kind() {
            return entry.kind().equals("aes") ? "AES-256, with an IV" : "RSA, the public half";
        }

        /// Where else its requests go.
        public String dualRun() {
            return entry.dualRun()
                    .map(run -> run.url() + ", " + run.leader().word() + " leads")
                    .orElse("off");
        }

        /// Whether they go anywhere else.
        public boolean isSent() {
            return entry.dualRun().isPresent();
        }

        /// The id of its heading.
        public String id() {
            return "signer-" + entry.name();
        }
    }

    /// Where its requests come in.
    public record Doors(String license, String contentKey) {}

    /// What the form of its dual run begins with.
    public record Typed(String url, String leader) {}

    /// The comparisons that were counted.
    ///
    /// @param more whether there are older ones that were not
    public record Compared(List<Sum> sums, boolean more) {}

    /// What the comparisons of one signer come to.
    public record Sum(String name, List<Fact> facts, List<Line> lines) {
        /// Of what was counted.
        public static Sum of(SignerComparisons signer) {
            var facts = new ArrayList<Fact>();
            for (Outcome outcome : Outcome.values()) {
                facts.add(new Fact(word(outcome), Long.toString(signer.count(outcome))));
            }
            facts.add(new Fact("Answered in place of theirs", Long.toString(signer.stoodIn())));
            millis(facts, "Ours took, median", signer.oursMillis());
            millis(facts, "Theirs took, median", signer.theirsMillis());
            var lines = new ArrayList<Line>();
            for (Kind kind : signer.kinds()) lines.add(new Line(kind.word(), kind.mostly(), kind.some()));
            for (Cause cause : signer.causes())
                lines.add(new Line(cause.outcome().word(), cause.why(), cause.some()));
            return new Sum(signer.name(), facts, lines);
        }

        private static void millis(List<Fact> facts, String name, OptionalLong time) {
            time.ifPresent(millis -> facts.add(new Fact(name, millis + " ms")));
        }
    }

    /// Some comparisons that have something in common.
    ///
    /// @param what in what they differ, or how they ended
    /// @param says what the answers said most often, or why
    public record Line(String what, String says, Some some) {}

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case SAME -> "The same";
            case DIFFERENT -> "Different";
            case FAILED -> "Theirs failed";
            case NOT_COMPARED -> "Not compared";
        };
    }

    /// Where a request is explained.
    public String explain(String requestId) {
        String id = URLEncoder.encode(requestId, StandardCharsets.UTF_8);
        return frame.area("explain") + "?environment=" + frame.environment().word() + "&request=" + id;
    }
}
