package dev.licet.storage;

import dev.licet.storage.audit.AuditHead;
import java.util.List;

/// What a look at the whole database found.
///
/// @param findings what is wrong, in words; nothing when the books are in order
/// @param environments how many pairs of account and environment were checked
/// @param records  how many records
/// @param columns  how many sealed columns were opened
/// @param audit    the last line of the audit trail that follows from those before it
public record Verification(List<Finding> findings, long environments, long records, long columns, AuditHead audit) {
    /// One thing that is wrong.
    ///
    /// @param rule  the sentence that does not hold
    /// @param where which row it does not hold for
    public record Finding(Rule rule, String where) {}

    /// What must hold at any time (reference: security.md 3.1).
    public enum Rule {
        /// I1.
        MOVEMENTS_ADD_UP_TO_BALANCES("the units of an account's movements add up to its balance"),
        /// I1.
        CHARGES_ARE_RECORDED("an account's charges are as many as its records say"),
        /// I4.
        WINDOWS_ARE_CHARGED_ONCE("each window of a token is charged once"),
        /// I3.
        LICENSES_ARE_RECORDED_ONCE("each license has one record"),
        /// Nothing was taken out of the log.
        RECORDS_HAVE_NO_GAPS("the records of an account are numbered without gaps"),
        /// Ids grow as the places do.
        RECORDS_ARE_IN_ORDER("a later record has a larger id"),
        /// Records are looked for by time among their places.
        RECORDS_ARE_FOUND_BY_TIME("no record's time is further from its place than its account knows"),
        /// Each row has the tag that only the program can make.
        ROWS_ARE_AS_WRITTEN("each record and each movement is as it was written"),
        /// What was sealed is still there, in its order.
        BOOKS_ARE_SEALED("records and movements are those that were sealed"),
        /// Each line's hash follows from the line and from the hash before it.
        AUDIT_IS_A_CHAIN("each line of the audit trail follows from the one before it"),
        /// I7.
        SEALS_OPEN("what is sealed opens"),
        /// What the database product says of itself.
        FILE_IS_SOUND("the database's own check finds nothing");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        /// The sentence.
        public String words() {
            return words;
        }
    }

    public Verification {
        findings = List.copyOf(findings);
    }

    /// Whether everything holds.
    public boolean isClean() {
        return findings.isEmpty();
    }
}
