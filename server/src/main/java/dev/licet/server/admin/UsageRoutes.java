package dev.licet.server.admin;

import dev.licet.http.Reply;
import dev.licet.storage.record.UsageLine;
import dev.licet.storage.record.UsageReport;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What accounts used, by month; as JSON, or as CSV to whoever accepts that alone.
final class UsageRoutes {
    private static final String CSV = "text/csv";

    private final UsageReport usage;
    private final InstantSource clock;

    UsageRoutes(UsageReport usage, InstantSource clock) {
        this.usage = usage;
        this.clock = clock;
    }

    List<AdminRoute> all() {
        return List.of(AdminRoute.get("/usage", this::show));
    }

    private Reply show(AdminCall call) throws Objection {
        YearMonth present = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        YearMonth to = month(call, "to", present);
        YearMonth from = month(call, "from", to);
        if (from.isAfter(to)) throw Objection.bad("from", "must not be after to");
        if (ChronoUnit.MONTHS.between(from, to) >= UsageReport.MOST_MONTHS) {
            throw Objection.bad("from", "must be less than " + UsageReport.MOST_MONTHS + " months before to");
        }
        List<UsageLine> lines = usage.months(call.accountParameter(), from, to);
        boolean csv =
                call.request().fields().first("Accept").filter(CSV::equals).isPresent();
        return csv ? Reply.of(200, CSV, csv(lines)) : json(lines);
    }

    private static YearMonth month(AdminCall call, String which, YearMonth usual) throws Objection {
        Optional<String> text = call.parameter(which);
        if (text.isEmpty()) return usual;
        try {
            return YearMonth.parse(text.get());
        } catch (DateTimeParseException unreadable) {
            throw Objection.bad(which, "must be a month, as in 2026-11");
        }
    }

    private static Reply json(List<UsageLine> lines) {
        return AdminAnswer.list(lines, Optional.empty(), (json, line) -> {
            json.writeStringField("month", line.month().toString());
            json.writeNumberField("account", line.account().value());
            json.writeStringField("environment", line.environment().word());
            json.writeNumberField("tokens", line.tokens());
            json.writeNumberField("licenses", line.licenses());
            json.writeNumberField("charges", line.charges());
        });
    }

    /// Nothing in it needs quotes.
    private static String csv(List<UsageLine> lines) {
        return lines.stream()
                .map(line -> String.join(
                        ",",
                        line.month().toString(),
                        line.account().toString(),
                        line.environment().word(),
                        Long.toString(line.tokens()),
                        Long.toString(line.licenses()),
                        Long.toString(line.charges())))
                .collect(Collectors.joining("\r\n", "month,account,environment,tokens,licenses,charges\r\n", "\r\n"));
    }
}
