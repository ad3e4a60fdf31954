package dev.licet.storage;

import static dev.licet.domain.Environment.TEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.stop.Stop;
import dev.licet.domain.stop.StopKind;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.stop.StopAdministration;
import dev.licet.storage.stop.StopOverview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class StopsContract extends DatabaseContract {
    private static final String HEX = "00112233445566778899aabbccddeeff";

    private StopAdministration administration() {
        return database.administration().stops();
    }

    private static Stop kid(Optional<AccountId> account, Optional<Environment> environment, String reason) {
        return new Stop(StopKind.KID, HEX, account, environment, reason, Optional.empty());
    }

    private static Stop cookie(AccountId account, Optional<Instant> until) {
        return new Stop(StopKind.COOKIE, "order", Optional.of(account), Optional.empty(), "stolen", until);
    }

    @Test
    void an_entry_comes_back_as_it_was_made_here_and_on_other_nodes() {
        var other = openAgain();
        assertEquals(List.of(), other.stops().about(StopKind.KID, HEX));
        Stop everywhere = kid(Optional.empty(), Optional.empty(), "leaked");
        Stop here = kid(Optional.of(account()), Optional.of(TEST), "");
        Stop ending = cookie(account(), Optional.of(clock.instant().plusSeconds(60)));
        var made = List.of(everywhere, here, ending).stream()
                .map(stop -> administration().add(stop).orThrow())
                .toList();
        assertEquals(made, administration().list());
        assertEquals(List.of(everywhere, here), database.stops().about(StopKind.KID, HEX));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(everywhere, here), other.stops().about(StopKind.KID, HEX));
        assertEquals(List.of(ending), other.stops().about(StopKind.COOKIE, "order"));
        assertEquals(List.of(), other.stops().about(StopKind.TOKEN, HEX));
    }

    @Test
    void what_is_stopped_already_gets_the_new_reason_and_end() {
        AccountId account = account();
        StopOverview first =
                administration().add(cookie(account, Optional.empty())).orThrow();
        clock.advance(Duration.ofSeconds(1));
        Stop sooner = cookie(account, Optional.of(clock.instant()));
        StopOverview again = administration().add(sooner).orThrow();
        assertEquals(new StopOverview(first.id(), sooner, first.created()), again);
        assertEquals(List.of(again), administration().list());
    }

    @Test
    void what_is_removed_holds_no_more_and_its_number_is_not_used_again() {
        var other = openAgain();
        Stop stop = kid(Optional.empty(), Optional.empty(), "");
        long id = administration().add(stop).orThrow().id();
        assertEquals(stop, administration().remove(id).orThrow().stop());
        assertEquals(List.of(), database.stops().about(StopKind.KID, HEX));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), other.stops().about(StopKind.KID, HEX));
        assertEquals(Outcome.refused(Reason.NO_SUCH_ENTRY), administration().remove(id));
        assertNotEquals(id, administration().add(stop).orThrow().id());
    }

    @Test
    void an_account_that_there_is_not_cannot_be_stopped() {
        var nobody = new AccountId(999);
        var account = new Stop(StopKind.ACCOUNT, "999", Optional.empty(), Optional.empty(), "", Optional.empty());
        for (Stop stop : List.of(account, cookie(nobody, Optional.empty()))) {
            assertEquals(
                    Outcome.refused(Reason.NO_SUCH_ACCOUNT), administration().add(stop));
        }
        assertEquals(List.of(), administration().list());
    }
}
