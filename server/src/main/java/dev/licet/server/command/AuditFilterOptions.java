package dev.licet.server.command;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Which lines are wanted.
final class AuditFilterOptions {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only what concerns this account.")
    private String account;

    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this one did, by the exact name.")
    private String actor;

    @Option(names = "--verb", paramLabel = "VERB", description = "Only this, e.g. account.disable.")
    private String verb;

    @Option(names = "--outcome", paramLabel = "WORD", description = "Only done, refused, failed or unknown.")
    private String outcome;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before: 2026-11-29 or 2026-11-29T08:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before this, written in the same way.")
    private String to;

    AuditFilter read() {
        return new AuditFilter(
                Optional.ofNullable(account).map(AuditFilterOptions::id),
                Optional.ofNullable(actor),
                Optional.ofNullable(verb).map(AuditFilterOptions::known),
                Optional.ofNullable(outcome).map(AuditFilterOptions::ending),
                from == null ? Instant.MIN : TimeOption.read(from),
                to == null ? Instant.MAX : TimeOption.read(to));
    }

    private static AccountId id(String text) {
        return AccountId.parse(text)
                .orElseThrow(() -> Complaint.usage("--account must be a number from 1 to " + AccountId.MAX));
    }

    private static Verb known(String word) {
        List<String> all = Stream.of(Verb.values()).map(Verb::word).toList();
        return Verb.of(word).orElseThrow(() -> Complaint.usage("--verb takes " + String.join(", ", all)));
    }

    private static Ending.Kind ending(String word) {
        return Ending.Kind.of(word)
                .orElseThrow(() -> Complaint.usage("--outcome takes done, refused, failed or unknown"));
    }
}
