package dev.licet.dashboard;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Deed;
import java.util.LinkedHashMap;
import java.util.List;

/// The audit trail as lines of a file.
public final class AuditLines {
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

    private AuditLines() {}

    /// In that format.
    public static LineFile<AuditLine> in(LineFormat format) {
        return new LineFile<>(format, NAMES, AuditLines::cells, AuditLines::json);
    }

    private static String json(AuditLine line) {
        var members = new LinkedHashMap<String, Object>();
        List<String> cells = cells(line);
        for (int i = 0; i < NAMES.size(); i++) members.put(NAMES.get(i), cells.get(i));
        members.put(NAMES.getFirst(), line.number());
        return JSONObjectUtils.toJSONString(members);
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
