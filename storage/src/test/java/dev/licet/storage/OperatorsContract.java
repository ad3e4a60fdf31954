package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.operator.Scope;
import dev.licet.storage.account.BalanceAdministration.NamedTopUp;
import dev.licet.storage.account.BalanceAdministration.ToppedUp;
import dev.licet.storage.operator.NewOperatorToken;
import dev.licet.storage.operator.OperatorTokens;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What programs of operators need.
abstract class OperatorsContract extends DatabaseContract {
    private static final Set<Scope> SOME = EnumSet.of(Scope.READ, Scope.MONEY);

    private OperatorTokens tokens() {
        return database.operatorTokens();
    }

    private static String text(NewOperatorToken made) {
        return made.secret().expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    @Test
    void a_token_is_known_by_its_text_on_every_node_until_its_end() {
        var end = clock.instant().plusSeconds(60);
        var made = tokens().create("ci", SOME, Optional.of(end));
        assertTrue(text(made).matches("licet-[A-Za-z0-9_-]{43}"), "its form");
        for (Database any : List.of(database, openAgain())) {
            assertEquals(Optional.of(made.token()), any.operatorTokens().find(text(made)));
        }
        assertEquals(SOME, made.token().scopes());
        assertEquals(List.of(made.token()), tokens().list());
        clock.advance(Duration.ofSeconds(60));
        assertEquals(Optional.empty(), tokens().find(text(made)));
    }

    @Test
    void a_token_that_is_revoked_or_made_up_is_unknown() {
        var made = tokens().create("ci", SOME, Optional.empty());
        var other = tokens().create("ci", EnumSet.of(Scope.KEYS), Optional.empty());
        assertEquals(Optional.of(other.token()), tokens().find(text(other)));
        assertEquals(
                clock.instant(),
                tokens().revoke(made.token().id()).orThrow().revoked().orElseThrow());
        assertEquals(
                Outcome.refused(Reason.NO_SUCH_ENTRY),
                tokens().revoke(made.token().id()));
        for (String bad : List.of(text(made), text(other) + "A", "", "licet-" + "A".repeat(43))) {
            assertEquals(Optional.empty(), tokens().find(bad));
        }
        assertEquals(2, tokens().list().size());
        assertThrows(IllegalArgumentException.class, () -> tokens().create("", SOME, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> tokens().create("a", Set.of(), Optional.empty()));
        assertFalse(other.toString().contains(text(other).substring(6)), "it does not print");
    }

    @Test
    void a_named_top_up_counts_once_also_when_all_come_at_once() {
        AccountId account = accountWithUnits(1);
        var wish = new NamedTopUp("invoice", 5, "paid");
        var other = openAgain();
        var made = inParallel(8, i -> () -> topUp(i % 2 == 0 ? database : other, account, wish));
        assertEquals(
                1, made.stream().filter(outcome -> outcome.orThrow().isNew()).count());
        assertEquals(
                new ToppedUp(new Balance.Units(6), false),
                topUp(database, account, wish).orThrow());
        assertEquals(Outcome.refused(Reason.TOP_UP_EXISTS), topUp(database, account, new NamedTopUp("invoice", 6, "")));
        assertEquals(Outcome.refused(Reason.NO_SUCH_ACCOUNT), topUp(database, new AccountId(9), wish));
        assertEquals(Outcome.refused(Reason.BALANCE_UNLIMITED), topUp(database, account(), wish));
        assertEquals(List.of(), database.verification().findings());
    }

    private static Outcome<ToppedUp> topUp(Database database, AccountId account, NamedTopUp wish) {
        return database.administration().balances().topUp(account, Environment.PRODUCTION, wish);
    }
}
