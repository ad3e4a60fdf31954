package dev.licet.dashboard;

import dev.licet.dashboard.view.BalancePage;
import dev.licet.domain.account.Balance;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.account.BalanceAdministration;
import java.util.Map;

/// What an account has left in one environment, and how it came about.
final class BalancePages {
    private static final int MOVEMENTS = 50;
    private static final long LARGEST = 1_000_000_000_000L;

    private final BalanceAdministration balances;

    BalancePages(BalanceAdministration balances) {
        this.balances = balances;
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
                BalancePage.of(visit.frame("Balance"), visit.account().balance(), movements));
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
