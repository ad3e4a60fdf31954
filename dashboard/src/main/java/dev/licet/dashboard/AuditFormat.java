package dev.licet.dashboard;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.licet.domain.Ascii;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Deed;
import java.util.LinkedHashMap;
import java.util.List;

/// How the audit trail is laid out in a file.
public enum AuditFormat {
    /// One JSON object per line.
    JSONL("application/jsonl") {
        @Override
        public String header() {
            return "";
        }

        @Override
        public String line(AuditLine line) {
            var members = new LinkedHashMap<String, Object>();
            List<String> cells = cells(line);
            for (int i = 0; i < NAMES.size(); i++) members.put(NAMES.get(i), cells.get(i));
            members.put(NAMES.getFirst(), line.number());
            return JSONObjectUtils.toJSONString(members) + "\n";
        }
    },

    /// RFC 4180, with a line of names first.
    CSV("text/csv") {
        @Override
        public String header() {
            return String.join(",", NAMES) + "\r\n";
        }

        @Override
        public String line(AuditLine line) {
            return CsvLine.of(cells(line));
        }
    };

    private static final List<String> NAMES = List.of(
            "number",
            "time",
            "actor_kind",
            "actor",
            "address",
            "request_id",
            "account",
            "environment",
            "verb",
            "target",
            "outcome",
            "reason",
            "hash");
    private final String mediaType;

    AuditFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /// What comes before the first line.
    public abstract String header();

    /// One line, with its end.
    public abstract String line(AuditLine line);

    /// What people call it, which is also how names of such files end.
    public String word() {
        return Ascii.lower(name());
    }

    /// For an answer over HTTP.
    public String mediaType() {
        return mediaType;
    }

    private static List<String> cells(AuditLine line) {
        Deed deed = line.deed();
        return List.of(
                Long.toString(line.number()),
                line.at().toString(),
                deed.actor().kind().word(),
                deed.actor().name(),
                deed.actor().address(),
                deed.actor().request(),
                deed.target().account().map(AccountId::toString).orElse(""),
                deed.target().environment().map(Environment::word).orElse(""),
                deed.verb().word(),
                deed.target().what(),
                deed.ending().kind().word(),
                deed.ending().reason(),
                line.hash());
    }
}
