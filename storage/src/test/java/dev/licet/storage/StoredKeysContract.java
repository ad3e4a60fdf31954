package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyEntry;
import dev.licet.domain.keystore.KeyRows;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.key.StoredContentKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class StoredKeysContract extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;
    private static final Optional<Instant> LATER = Optional.of(HandClock.START.plus(Duration.ofDays(1)));

    static StoredKey key(String name, int fill) {
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
        var found = database.contentKeys()
                .find(account, TEST, List.of(KeyId.ofName("a")))
                .getFirst();

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
        var record = written(account, "a");
        var first = keys.add(account, TEST, key("a", 1), record);
        var second = keys.add(account, TEST, key("a", 2), record);
        assertTrue(first.fresh());
        assertFalse(second.fresh());
        assertEquals(1, first.key().ek()[0]);
        assertEquals(1, second.key().ek()[0]);
        assertEquals(3, keys.put(account, TEST, key("a", 3)).ek()[0]);
        assertEquals(1, keys.count(account, TEST));
        assertEquals(1, kinds(account).size());
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
        assertFalse(database.contentKeys().delete(other, TEST, List.of(kid), written(other, "a")));
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
        var deleted = keyEvent(account, Event.Kind.KEY_DELETED, "a");
        assertTrue(database.contentKeys().delete(account, TEST, List.of(KeyId.ofName("a")), deleted));
        assertFalse(database.contentKeys().delete(account, TEST, List.of(KeyId.ofName("a")), deleted));
        assertEquals(List.of(Event.Kind.KEY_DELETED), kinds(account));
        assertTrue(database.storedKeys()
                .findWrapped(account, TEST, KeyId.ofName("a"))
                .isEmpty());
    }

    @Test
    void several_are_deleted_together_or_not_at_all() {
        var account = account();
        var keys = database.contentKeys();
        keys.put(account, TEST, key("a", 1));
        keys.put(account, TEST, key("b", 2));
        var a = KeyId.ofName("a");
        assertFalse(keys.delete(account, TEST, List.of(a, KeyId.ofName("c")), written(account, "a")));
        assertEquals(2, keys.count(account, TEST));
        assertTrue(keys.delete(account, TEST, List.of(a, KeyId.ofName("b")), written(account, "a")));
        assertEquals(0, keys.count(account, TEST));
    }

    @Test
    void a_change_sees_the_row_as_it_is_and_leaves_one_record() {
        var account = account();
        var keys = database.contentKeys();
        keys.put(account, TEST, key("a", 1));
        var after = keys.change(
                account, TEST, new KeyRows.Change(KeyId.ofName("a"), before -> key("a", 7)), written(account, "a"));
        assertEquals(7, after.orElseThrow().ek()[0]);
        assertTrue(keys.change(
                        account, TEST, new KeyRows.Change(KeyId.ofName("b"), before -> before), written(account, "b"))
                .isEmpty());
        assertEquals(List.of(Event.Kind.KEY_WRITTEN), kinds(account));
    }

    @Test
    void an_expired_key_is_absent_for_tokens_and_there_for_its_owner() {
        var account = account();
        database.contentKeys().put(account, TEST, key("a", 1));
        var a = KeyId.ofName("a");
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        assertTrue(database.storedKeys().findWrapped(account, TEST, a).isPresent());
        clock.advance(Duration.ofSeconds(1));
        assertTrue(database.storedKeys().findWrapped(account, TEST, a).isEmpty());
        assertEquals(1, database.contentKeys().find(account, TEST, List.of(a)).size());
    }

    @Test
    void housekeeping_deletes_a_key_thirty_days_after_its_expiration() {
        var account = account();
        for (int i = 0; i < 450; i++) database.contentKeys().put(account, TEST, key("k" + i, 1));
        clock.advance(Duration.ofDays(31));
        database.housekeeping().run();
        assertEquals(450, database.contentKeys().count(account, TEST));
        clock.advance(Duration.ofSeconds(1));
        database.housekeeping().run();
        assertEquals(0, database.contentKeys().count(account, TEST));
    }

    @Test
    void a_batch_is_stored_with_one_record_and_may_be_repeated() {
        var account = account();
        var keys = database.contentKeys();
        var batch = List.of(key("a", 1), key("b", 2));
        assertEquals(2, keys.addAll(account, TEST, batch, StoredContentKeys.OnConflict.KEEP));
        assertEquals(0, keys.addAll(account, TEST, batch, StoredContentKeys.OnConflict.KEEP));
        assertEquals(1, keys.addAll(account, TEST, List.of(key("a", 9)), StoredContentKeys.OnConflict.REPLACE));
        var found = keys.find(account, TEST, List.of(KeyId.ofName("b"), KeyId.ofName("a")));
        assertEquals(2, found.getFirst().ek()[0]);
        assertEquals(9, found.getLast().ek()[0]);
        var records = database.records().latest(account, TEST, 9);
        assertEquals(2, records.size());
        assertEquals(Map.of("imported", "2"), records.getLast().facts());
    }

    @Test
    void a_listing_for_people_has_no_key_in_it() {
        var account = account();
        database.contentKeys().put(account, TEST, key("a", 1));
        var entry = database.contentKeys()
                .entries(account, TEST, Optional.empty(), 10)
                .getFirst();
        assertEquals(
                new KeyEntry(
                        KeyId.ofName("a"),
                        Optional.of("#1.afe0"),
                        Optional.of("info"),
                        Optional.of("content"),
                        LATER,
                        HandClock.START),
                entry);
    }

    static Event written(AccountId account, String name) {
        return keyEvent(account, Event.Kind.KEY_WRITTEN, name);
    }

    private static Event keyEvent(AccountId account, Event.Kind kind, String name) {
        return Event.of(
                kind,
                HandClock.START,
                Event.Origin.ofKeys(TEST, account, "r"),
                Event.Subject.of(List.of(KeyId.ofName(name))));
    }

    private List<Event.Kind> kinds(AccountId account) {
        return database.records().latest(account, TEST, 10).stream()
                .map(EventRecord::kind)
                .toList();
    }

    @Test
    void a_key_does_not_print() {
        assertFalse(key("a", 0x5a).toString().contains("5a5a"));
    }
}
