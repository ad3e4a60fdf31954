package dev.licet.storage.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where the audit trail ends. An operator who keeps it on another machine can show later that nothing before
/// it was changed or cut off.
///
/// @param number the number of the last line; 0 when there is none
/// @param hash   its hash, 64 hexadecimal digits
public record AuditHead(long number, String hash) {
    /// Before the first line.
    public static final AuditHead NOTHING = new AuditHead(0, "0".repeat(64));

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /// Reads what [#toString] prints; empty for anything else.
    public static Optional<AuditHead> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new AuditHead(Long.parseLong(form.group(1)), form.group(2)))
                : Optional.empty();
    }

    /// As commands print and take it.
    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
