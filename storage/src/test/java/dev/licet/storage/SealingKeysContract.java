package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.token.SealingKey;
import dev.licet.storage.key.SealingKeyAdministration;
import dev.licet.storage.key.SealingKeyOverview;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class SealingKeysContract extends DatabaseContract {
    private SealingKeyAdministration register() {
        return database.administration().sealingKeys();
    }

    @Test
    void the_first_opening_makes_one_key_and_every_process_has_it() {
        var key = database.sealingKeys().newest();
        assertEquals(1, key.id());
        assertFalse(key.key().isAllZero());
        assertTrue(openAgain().sealingKeys().newest().key().sameAs(key.key()));
        assertEquals(1, register().list().size());
    }

    @Test
    void a_new_key_is_known_at_once_and_used_after_its_activation() {
        int id = register().rotate();

        assertEquals(2, id);
        assertTrue(database.sealingKeys().find(2).isPresent());
        assertEquals(1, database.sealingKeys().newest().id());
        clock.advance(SealingKeyAdministration.ACTIVATION.minusNanos(1000));
        assertEquals(1, database.sealingKeys().newest().id());
        clock.advance(Duration.ofNanos(1000));
        assertEquals(2, database.sealingKeys().newest().id());
        assertTrue(database.sealingKeys().find(1).isPresent());
    }

    @Test
    void another_process_learns_a_new_key_within_a_second_and_so_before_anybody_uses_it() {
        var other = openAgain().sealingKeys();
        register().rotate();
        clock.advance(Duration.ofSeconds(1));

        assertTrue(other.find(2)
                .orElseThrow()
                .key()
                .sameAs(database.sealingKeys().find(2).orElseThrow().key()));
        clock.advance(SealingKeyAdministration.ACTIVATION);
        assertEquals(2, other.newest().id());
    }

    @Test
    void what_is_in_memory_is_not_looked_for_elsewhere() {
        var other = openAgain().sealingKeys();
        register().rotate();
        clock.advance(Duration.ofHours(1));
        assertTrue(other.inMemory().find(1).isPresent());
        assertTrue(other.inMemory().find(2).isEmpty());
        assertTrue(other.find(2).isPresent());
        assertTrue(other.inMemory().find(2).isPresent());
        assertEquals(2, other.inMemory().newest().id());
    }

    @Test
    void an_id_that_never_was_is_not_found() {
        assertEquals(Optional.empty(), database.sealingKeys().find(0).map(SealingKey::id));
        assertEquals(Optional.empty(), database.sealingKeys().find(2).map(SealingKey::id));
    }

    @Test
    void a_key_is_retired_only_when_no_token_can_need_it() {
        register().rotate();
        clock.advance(SealingKeyAdministration.ACTIVATION.plus(SealingKeyAdministration.KEPT));
        assertEquals(0, register().retire());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, register().retire());
        assertEquals(0, register().retire());

        assertTrue(database.sealingKeys().find(1).isEmpty());
        assertEquals(2, database.sealingKeys().newest().id());
        assertEquals(
                List.of(Optional.of(clock.instant()), Optional.empty()),
                register().list().stream().map(SealingKeyOverview::retired).toList());
    }

    @Test
    void a_clock_that_was_set_back_still_finds_a_key() {
        clock.advance(Duration.ofDays(-400));
        assertEquals(1, database.sealingKeys().newest().id());
        assertEquals(1, openAgain().sealingKeys().newest().id());
    }
}
