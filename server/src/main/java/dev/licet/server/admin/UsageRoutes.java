package dev.licet.server.admin;

import dev.licet.domain.Accept;
import dev.licet.domain.Thrown;
import dev.licet.domain.TimeText;
import dev.licet.domain.account.AccountId;
import dev.licet.http.Reply;
import dev.licet.storage.record.UsageLine;
import dev.licet.storage.record.UsageReport;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What accounts used, by month; as JSON, or as CSV to clients that accept CSV alone.
final class UsageRoutes {
    private static final String CSV = "text/csv";

    private final UsageReport usage;
    private final InstantSource clock;

    UsageRoutes(UsageReport usage, InstantSource clock) {
        this.usage = usage;
        this.clock = clock;
    }

    List<AdminRoute> all() {
        return List.of(AdminRoute.survey("/usage", this::show));
    }

    private Reply show(AdminCall call) throws Objection {
        YearMonth present = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        YearMonth to = month(call, "to", present);
        YearMonth from = month(call, "from", to);
        List<UsageLine> lines = lines(call.accountParameter(), from, to);
        var accept = Accept.of(call.request().fields().first("Accept"));
        boolean csv = accept.named(CSV) > accept.named(AdminAnswer.JSON);
        return csv ? Reply.of(200, CSV, csv(lines)) : json(lines);
    }

    private List<UsageLine> lines(Optional<AccountId> account, YearMonth from, YearMonth to) throws Objection {
        try {
            return usage.months(account, from, to);
        } catch (IllegalArgumentException outOfRange) {
            throw new Objection(400, Thrown.words(outOfRange), Optional.of("from"));
        }
    }

    private static YearMonth month(AdminCall call, String which, YearMonth usual) throws Objection {
        Optional<String> text = call.parameter(which);
        if (text.isEmpty()) return usual;
        return TimeText.month(text.get()).orElseThrow(() -> Objection.bad(which, "must be a month, as in 2026-11"));
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
                .map(line -> line + "\r\n")
                .collect(Collectors.joining("", "month,account,environment,tokens,licenses,charges\r\n", ""));
    }
}
