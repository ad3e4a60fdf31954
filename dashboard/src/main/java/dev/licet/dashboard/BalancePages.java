package dev.licet.dashboard;

import dev.licet.dashboard.view.BalancePage;
import dev.licet.domain.account.Balance;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.account.LowBalances;
import dev.licet.storage.account.Movement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What an account has left in one environment, and how it came about.
final class BalancePages {
    private static final int MOVEMENTS = 50;
    private static final long LARGEST = 1_000_000_000_000L;

    /// Counting looks at every record of a month, so the page counts few unless it is asked for more.
    private static final int MONTHS = 3;

    private static final int MORE_MONTHS = 12;
    private static final int MONTHS_OF_FILE = 60;
    private static final int MOVEMENTS_OF_FILE = 10_000;

    private final BalanceAdministration balances;
    private final BalanceMonths months;
    private final LowBalances low;

    BalancePages(BalanceMonths months, LowBalances low) {
        this.balances = months.balances();
        this.months = months;
        this.low = low;
    }

    Area area() {
        return new Area(
                Area.Who.EVERYBODY,
                Area.Who.TREASURER,
                this::show,
                Map.of("set", Area.does(Verb.BALANCE_SET, this::set), "add", Area.does(Verb.BALANCE_ADD, this::add)));
    }

    Reply show(Visit visit) {
        var movements = balances.movements(visit.accountId(), visit.environment(), MOVEMENTS);
        return visit.page(
                "balance",
                new BalancePage(
                        visit.frame("Balance"),
                        rest(visit),
                        months.of(visit, visit.form().isTicked("year") ? MORE_MONTHS : MONTHS),
                        movements));
    }

    private BalancePage.Rest rest(Visit visit) {
        var mark = low.mark(visit.accountId(), visit.environment()).orThrow();
        return new BalancePage.Rest(visit.account().balance(), mark);
    }

    /// Five years of months.
    Reply monthsAsFile(Visit visit) {
        var text = new StringBuilder(CsvLine.of(List.of("month", "tokens", "licenses", "charged", "added")));
        for (BalancePage.Month month : months.of(visit, MONTHS_OF_FILE)) {
            var use = month.use();
            var numbers = Stream.of(use.tokens(), use.licenses(), use.charged(), month.added());
            text.append(CsvLine.of(Stream.concat(Stream.of(month.month()), numbers.map(number -> "" + number))
                    .toList()));
        }
        return file(visit, "months", text);
    }

    /// The newest movements.
    Reply movementsAsFile(Visit visit) {
        var text = new StringBuilder(CsvLine.of(List.of("time", "what", "units", "reason", "token_id")));
        for (Movement movement : balances.movements(visit.accountId(), visit.environment(), MOVEMENTS_OF_FILE)) {
            text.append(CsvLine.of(List.of(
                    movement.at().toString(),
                    BalancePage.kind(movement),
                    Long.toString(movement.units()),
                    movement.reason(),
                    movement.token().orElse(""))));
        }
        return file(visit, "movements", text);
    }

    private static Reply file(Visit visit, String what, CharSequence text) {
        String name = "licet-" + what + "-" + visit.accountId() + "-"
                + visit.environment().word() + ".csv";
        return Pages.guarded(Reply.of(200, "text/csv", text.toString()))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    Reply set(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        String reason = visit.form().required("reason", "Reason");
        Balance wanted = visit.form().isTicked("unlimited") ? new Balance.Unlimited() : new Balance.Units(units(visit));
        visit.aboutEnvironment(words(wanted) + ", " + reason);
        BadField.done(balances.set(visit.accountId(), visit.environment(), wanted, reason));
        return visit.after(Note.BALANCE_SET);
    }

    private static String words(Balance balance) {
        return switch (balance) {
            case Balance.Unlimited() -> "unlimited";
            case Balance.Units(long left) -> Long.toString(left);
        };
    }

    Reply add(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        String reason = visit.form().required("reason", "Reason");
        long units = units(visit);
        visit.aboutEnvironment("+" + units + ", " + reason);
        if (units < 1) throw new BadField("Units: please give 1 or more.");
        BadField.done(balances.topUp(visit.accountId(), visit.environment(), units, reason));
        return visit.after(Note.BALANCE_ADDED);
    }

    private static long units(Visit visit) throws BadField {
        long units = visit.form().number("units", "Units");
        if (units > LARGEST) throw new BadField("Units: at most " + LARGEST + ".");
        return units;
    }
}
