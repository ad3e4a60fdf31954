package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.domain.Environment;
import dev.licet.domain.key.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class StoredKeysContract extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;
    private static final Optional<Instant> LATER = Optional.of(HandClock.START.plus(Duration.ofDays(1)));

    private static StoredKey key(String name, int fill) {
        byte[] ek = new byte[KeyWrap.WRAPPED_BYTES];
        Arrays.fill(ek, (byte) fill);
        return new StoredKey(
                KeyId.ofName(name),
                ek,
                Optional.of("#1.afe0"),
                Optional.of("info"),
                Optional.of("content"),
                LATER,
                Instant.EPOCH);
    }

    @Test
    void a_key_comes_back_as_it_was_put_with_the_time_of_the_store() {
        var account = account();
        var put = database.contentKeys().put(account, TEST, key("a", 1));
        var found =
                database.contentKeys().find(account, TEST, KeyId.ofName("a")).orElseThrow();

        assertArrayEquals(key("a", 1).ek(), found.ek());
        assertArrayEquals(found.ek(), put.ek());
        assertEquals(HandClock.START, found.lastUpdate());
        assertEquals(Optional.of("#1.afe0"), found.kekId());
        assertEquals(Optional.of("info"), found.info());
        assertEquals(Optional.of("content"), found.contentId());
        assertEquals(LATER, found.expiration());
        assertArrayEquals(
                found.ek(),
                database.storedKeys()
                        .findWrapped(account, TEST, KeyId.ofName("a"))
                        .orElseThrow());
    }

    @Test
    void putting_replaces_and_adding_keeps() {
        var account = account();
        var keys = database.contentKeys();
        assertEquals(1, keys.add(account, TEST, key("a", 1)).ek()[0]);
        assertEquals(1, keys.add(account, TEST, key("a", 2)).ek()[0]);
        assertEquals(3, keys.put(account, TEST, key("a", 3)).ek()[0]);
        assertEquals(1, keys.count(account, TEST));
    }

    @Test
    void a_key_belongs_to_one_account_and_environment() {
        var account = account();
        var other = account();
        var kid = KeyId.ofName("a");
        database.contentKeys().put(account, TEST, key("a", 1));

        assertTrue(database.storedKeys().findWrapped(other, TEST, kid).isEmpty());
        assertTrue(database.storedKeys()
                .findWrapped(account, Environment.PRODUCTION, kid)
                .isEmpty());
        assertFalse(database.contentKeys().delete(other, TEST, kid));
        assertTrue(openAgain().storedKeys().findWrapped(account, TEST, kid).isPresent());
    }

    @Test
    void lists_are_paged_in_the_order_of_kids() {
        var account = account();
        var keys = database.contentKeys();
        for (int i = 0; i < 5; i++) keys.put(account, TEST, key("k" + i, i));

        var all = keys.list(account, TEST, Optional.empty(), 10).stream()
                .map(StoredKey::kid)
                .toList();
        var page = keys.list(account, TEST, Optional.of(all.get(1)), 2).stream()
                .map(StoredKey::kid)
                .toList();

        assertEquals(5, all.size());
        assertEquals(all.stream().sorted(Comparator.comparing(KeyId::hex)).toList(), all);
        assertEquals(all.subList(2, 4), page);
        assertEquals(List.of(), keys.list(account, TEST, Optional.of(all.getLast()), 2));
    }

    @Test
    void a_deleted_key_is_gone() {
        var account = account();
        database.contentKeys().put(account, TEST, key("a", 1));
        assertTrue(database.contentKeys().delete(account, TEST, KeyId.ofName("a")));
        assertFalse(database.contentKeys().delete(account, TEST, KeyId.ofName("a")));
        assertTrue(database.storedKeys()
                .findWrapped(account, TEST, KeyId.ofName("a"))
                .isEmpty());
    }

    @Test
    void a_key_does_not_print() {
        assertFalse(key("a", 0x5a).toString().contains("5a5a"));
    }
}
