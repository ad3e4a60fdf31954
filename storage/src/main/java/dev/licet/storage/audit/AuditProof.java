package dev.licet.storage.audit;

import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.storage.audit.AuditColumns.Question;
import dev.licet.storage.sql.Session;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Follows the chain of the audit trail from its first line to its head.
public final class AuditProof {
    private static final int PAGE = 500;

    private final Session session;
    private final AuditChain chain;
    private long number;
    private byte[] hash = AuditChain.BEGINNING;

    /// @param session sees the database as it is at one moment
    public AuditProof(Session session, AuditChain chain) {
        this.session = session;
        this.chain = chain;
    }

    /// The last line that is as it was written, and its hash.
    public AuditHead head() {
        return new AuditHead(number, HexFormat.of().formatHex(hash));
    }

    /// What is wrong with the first line that does not follow from those before it; empty when all do.
    public Optional<String> firstBreak() throws SQLException {
        List<AuditLine> page;
        do {
            try {
                page = AuditColumns.find(session, Question.after(number, PAGE), AuditFilter.ALL);
            } catch (IllegalArgumentException | SQLDataException unreadable) {
                return Optional.of("after line " + number + ": " + unreadable.getMessage());
            }
            for (AuditLine line : page) {
                Optional<String> broken = follow(line);
                if (broken.isPresent()) return broken;
            }
        } while (page.size() == PAGE);
        return end();
    }

    private Optional<String> follow(AuditLine line) {
        long expected = number + 1;
        if (line.number() != expected) return Optional.of("line " + expected + " is missing");
        byte[] due = chain.hash(hash, expected, line.at(), line.deed());
        if (!line.hash().equals(HexFormat.of().formatHex(due))) {
            return Optional.of("line " + expected + " is not as it was written");
        }
        number = expected;
        hash = due;
        return Optional.empty();
    }

    private record Kept(long number, byte[] hash) {}

    private Optional<String> end() throws SQLException {
        Optional<Kept> kept = session.first(
                "SELECT number, hash FROM audit_head WHERE id = 1", row -> new Kept(row.number(), row.bytes()));
        if (kept.isEmpty()) return number == 0 ? Optional.empty() : Optional.of("the head is missing");
        if (kept.get().number() > number) return Optional.of("line " + (number + 1) + " is missing");
        boolean same = kept.get().number() == number && Arrays.equals(kept.get().hash(), hash);
        return same ? Optional.empty() : Optional.of("line " + number + " is not the one that the head names");
    }
}
