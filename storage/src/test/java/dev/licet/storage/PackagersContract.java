package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrder;
import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagedKeys;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Provision;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.SkdForm;
import dev.licet.domain.packager.TrackRules;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.TrackType;
import dev.licet.storage.key.PackagerSeedOverview;
import dev.licet.storage.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class PackagersContract extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;
    private static final Kek KEK = Kek.parse("000102030405060708090a0b0c0d0e0f").orElseThrow();
    private static final Kek OTHER_KEK =
            Kek.parse("ff0102030405060708090a0b0c0d0e0f").orElseThrow();

    private KeyProvider provider(Database over) {
        return new KeyProvider(over.packagerPorts(), clock, new SeededRandom(77));
    }

    private static PackagerCall call(AccountId account, Optional<Kek> kek) {
        return new PackagerCall(account, TEST, "request-1", "speke 2.0", "Encoder/1", kek);
    }

    private static KeyOrders orders(String content, KeyOrder... keys) {
        return new KeyOrders(content, Optional.of(Scheme.CBCS), Set.of(ProtectionSystem.WIDEVINE), List.of(keys));
    }

    private static KeyOrder order(String name) {
        return new KeyOrder(KeyId.ofName(name), "HD", TrackType.HD, Period.ALWAYS, Optional.empty());
    }

    private static List<ServedKey> served(Provision provision) {
        if (provision instanceof Provision.Served(List<ServedKey> keys)) return keys;
        throw new AssertionError(provision);
    }

    private static String hex(SecretBytes value) {
        return value.expose(HexFormat.of()::formatHex);
    }

    private AccountId seeded() {
        AccountId account = account();
        database.administration().packagerSeeds().create(account, TEST).orThrow();
        return account;
    }

    private AccountId underKek() {
        AccountId account = account();
        var options = new PackagingOptions(KeyOrigin.KEK, SkdForm.KID, TrackRules.DEFAULT);
        database.administration().packagers().configure(account, TEST, options).orThrow();
        return account;
    }

    @Test
    void the_same_kid_has_the_same_key_after_a_restart_on_another_node_and_after_a_rotation() {
        AccountId account = seeded();
        var first = served(provider(database).provide(call(account, Optional.empty()), orders("film", order("a"))));
        Database node = openAgain();
        assertEquals(
                2, node.administration().packagerSeeds().rotate(account, TEST).orThrow());
        clock.advance(Duration.ofSeconds(2));
        for (Database any : List.of(database, node, openAgain())) {
            var again = served(
                    provider(any).provide(call(account, Optional.empty()), orders("film", order("a"), order("b"))));
            assertEquals(hex(first.getFirst().value()), hex(again.getFirst().value()));
            assertArrayEquals(first.getFirst().iv(), again.getFirst().iv());
            assertEquals(new PackagedKey.Source.Seed(1), again.getFirst().key().source());
            assertEquals(new PackagedKey.Source.Seed(2), again.getLast().key().source());
        }
    }

    @Test
    void another_account_and_the_other_environment_have_other_keys() {
        AccountId one = seeded();
        AccountId two = seeded();
        database.administration()
                .packagerSeeds()
                .create(one, Environment.PRODUCTION)
                .orThrow();
        var values = new ArrayList<String>();
        for (AccountId account : List.of(one, two)) {
            values.add(hex(served(provider(database).provide(call(account, Optional.empty()), orders("f", order("a"))))
                    .getFirst()
                    .value()));
        }
        var production = new PackagerCall(one, Environment.PRODUCTION, "r", "d", "", Optional.empty());
        values.add(hex(served(provider(database).provide(production, orders("f", order("a"))))
                .getFirst()
                .value()));
        assertEquals(3, values.stream().distinct().count());
    }

    @Test
    void nodes_that_meet_over_a_new_kid_while_the_seed_is_rotated_give_one_key() {
        AccountId account = seeded();
        Database other = openAgain();
        other.administration().packagerSeeds().rotate(account, TEST).orThrow();
        var nodes = List.of(provider(database), provider(other));
        // Both know where keys come from; the second seed is known to one of them alone.
        for (KeyProvider node : nodes)
            assertEquals(KeyOrigin.SEED, node.options(account, TEST).origin());
        List<String> values = inParallel(
                16,
                i -> () -> hex(
                        served(nodes.get(i % 2).provide(call(account, Optional.empty()), orders("film", order("race"))))
                                .getFirst()
                                .value()));
        assertEquals(1, values.stream().distinct().count());
    }

    @Test
    void what_was_said_about_a_key_is_kept() {
        AccountId account = seeded();
        var period = new Period(
                OptionalLong.of(7),
                Optional.of(HandClock.START),
                Optional.of(HandClock.START.plus(Duration.ofHours(1))));
        byte[] iv = HexFormat.of().parseHex("0f0e0d0c0b0a09080706050403020100");
        var wanted = new KeyOrder(KeyId.ofName("k"), "SD+HD1", TrackType.HD, period, Optional.of(iv));
        served(provider(database).provide(call(account, Optional.empty()), orders("channel-1", wanted)));
        PackagedKey key =
                database.packagedKeys().find(account, TEST, KeyId.ofName("k")).orElseThrow();
        assertEquals(
                new PackagedKey(
                        KeyId.ofName("k"),
                        "channel-1",
                        "SD+HD1",
                        TrackType.HD,
                        Optional.of(Scheme.CBCS),
                        period,
                        Optional.of(iv),
                        new PackagedKey.Source.Seed(1),
                        Set.of(ProtectionSystem.WIDEVINE),
                        HandClock.START,
                        HandClock.START,
                        "speke 2.0 Encoder/1"),
                key);
        assertEquals(List.of(key), database.packagedKeys().ofContent(account, TEST, "channel-1", 10));
        assertEquals(
                List.of(new PackagedKeys.Content("channel-1", 1, HandClock.START)),
                database.packagedKeys().contents(account, TEST, "", 10));
        assertTrue(database.packagedKeys()
                .find(account, Environment.PRODUCTION, KeyId.ofName("k"))
                .isEmpty());
    }

    @Test
    void every_serving_and_every_refusal_is_a_record_without_values() {
        AccountId account = seeded();
        var key = served(provider(database).provide(call(account, Optional.empty()), orders("film", order("a"))))
                .getFirst();
        AccountId off = account();
        var denied =
                (Provision.Denied) provider(database).provide(call(off, Optional.empty()), orders("film", order("a")));
        assertEquals(Refusal.KEY_REQUEST, denied.why().why());
        var record = database.records().latest(account, TEST, 9).getFirst();
        assertEquals(Event.Kind.KEY_SERVED, record.kind());
        assertEquals(Optional.of("film"), record.contentId());
        assertEquals(List.of(KeyId.ofName("a").hex()), record.kids());
        assertEquals("HD", record.facts().get("tracks"));
        assertEquals("widevine", record.facts().get("systems"));
        assertEquals("speke 2.0", record.facts().get("door"));
        assertEquals("Encoder/1", record.facts().get("caller"));
        assertFalse(record.toString().contains(hex(key.value())));
        var refusal = database.records().latest(off, TEST, 9).getFirst();
        assertEquals(Event.Kind.KEY_REFUSED, refusal.kind());
        assertEquals(-9001, refusal.code());
        assertEquals("key-origin", refusal.facts().get("rule"));
    }

    @Test
    void a_key_under_a_kek_is_in_the_key_store_and_opens_with_that_kek_alone() {
        AccountId account = underKek();
        var provider = provider(database);
        var first = served(provider.provide(call(account, Optional.of(KEK)), orders("film", order("a"))))
                .getFirst();
        byte[] ek = database.storedKeys()
                .findWrapped(account, TEST, KeyId.ofName("a"))
                .orElseThrow();
        assertTrue(KEK.unwrap(ek).orElseThrow().sameAs(first.value()));
        var again = served(provider(openAgain()).provide(call(account, Optional.of(KEK)), orders("film", order("a"))));
        assertTrue(again.getFirst().value().sameAs(first.value()));
        assertArrayEquals(first.iv(), again.getFirst().iv());
        for (Optional<Kek> wrong : List.of(Optional.of(OTHER_KEK), Optional.<Kek>empty())) {
            var denied =
                    (Provision.Denied) provider.provide(call(account, wrong), orders("film", order("a"), order("b")));
            assertEquals("kek", denied.why().rule().orElseThrow().word());
        }
        assertTrue(
                database.packagedKeys().find(account, TEST, KeyId.ofName("b")).isEmpty());
    }

    @Test
    void a_key_keeps_its_source_when_the_account_chooses_another() {
        AccountId account = seeded();
        var provider = provider(database);
        var seeded = served(provider.provide(call(account, Optional.empty()), orders("f", order("a"))))
                .getFirst();
        var register = database.administration().packagers();
        register.configure(account, TEST, register.options(account, TEST).from(KeyOrigin.KEK))
                .orThrow();
        var both = served(provider.provide(call(account, Optional.of(KEK)), orders("f", order("a"), order("b"))));
        assertTrue(both.getFirst().value().sameAs(seeded.value()));
        assertEquals(new PackagedKey.Source.Storage(), both.getLast().key().source());
        register.configure(account, TEST, register.options(account, TEST).from(KeyOrigin.SEED))
                .orThrow();
        var denied = (Provision.Denied) provider.provide(call(account, Optional.empty()), orders("f", order("b")));
        assertEquals("kek", denied.why().rule().orElseThrow().word());
        var back = served(provider.provide(call(account, Optional.of(KEK)), orders("f", order("b"))))
                .getFirst();
        assertTrue(back.value().sameAs(both.getLast().value()));
    }

    @Test
    void keys_of_others_are_taken_in_and_never_replace_one() {
        AccountId account = seeded();
        var provider = provider(database);
        var value = SecretBytes.parseHex("5438b719bf47a2f5678237477db2f9e6");
        var other = SecretBytes.parseHex("0038b719bf47a2f5678237477db2f9e6");
        var orders = orders("vendor", order("v"));
        assertTrue(served(provider.take(call(account, Optional.of(KEK)), orders, List.of(value)))
                .getFirst()
                .value()
                .sameAs(value));
        served(provider.take(call(account, Optional.of(KEK)), orders, List.of(value)));
        assertTrue(provider.take(call(account, Optional.of(KEK)), orders, List.of(other)) instanceof Provision.Denied);
        assertTrue(provider.take(call(account, Optional.empty()), orders, List.of(value)) instanceof Provision.Denied);
        served(provider.provide(call(account, Optional.empty()), orders("film", order("mine"))));
        assertTrue(
                provider.take(call(account, Optional.of(KEK)), orders("film", order("mine")), List.of(value))
                        instanceof Provision.Denied);
    }

    @Test
    void of_a_channel_that_rotates_the_keys_of_this_moment_are_found() {
        AccountId account = seeded();
        var provider = provider(database);
        for (int hour = -1; hour < 3; hour++) {
            Instant start = HandClock.START.plus(Duration.ofHours(hour));
            var period = new Period(
                    OptionalLong.of(hour + 1), Optional.of(start), Optional.of(start.plus(Duration.ofHours(1))));
            var video = new KeyOrder(KeyId.ofName("v" + hour), "VIDEO", TrackType.HD, period, Optional.empty());
            var audio = new KeyOrder(KeyId.ofName("a" + hour), "AUDIO", TrackType.AUDIO, period, Optional.empty());
            served(provider.provide(call(account, Optional.empty()), orders("channel", video, audio)));
        }
        clock.advance(Duration.ofMinutes(90));
        assertEquals(
                Set.of(KeyId.ofName("v1"), KeyId.ofName("a1")),
                Set.copyOf(provider.present(account, TEST, "channel").stream()
                        .map(PackagedKey::kid)
                        .toList()));
        assertEquals(List.of(), provider.present(account, TEST, "another"));
    }

    @Test
    void options_are_kept_and_reach_other_nodes_within_a_second() {
        AccountId account = account();
        Database node = openAgain();
        assertEquals(PackagingOptions.DEFAULT, node.packagingSettings().of(account, TEST));
        var tracks =
                TrackRules.DEFAULT.changed("HD=level:4,hdcp:4,fp-hdcp:1,fp-level:main,pr-level:3000,pr-opl:1/2/3/4/5");
        var options = new PackagingOptions(KeyOrigin.KEK, SkdForm.JSON, tracks);
        database.administration().packagers().configure(account, TEST, options).orThrow();
        clock.advance(Duration.ofSeconds(1));
        assertEquals(options, node.packagingSettings().of(account, TEST));
        assertEquals(PackagingOptions.DEFAULT, node.packagingSettings().of(account, Environment.PRODUCTION));
    }

    @Test
    void seeds_are_numbered_counted_and_made_once() {
        AccountId account = account();
        var register = database.administration().packagers();
        var seeds = database.administration().packagerSeeds();
        assertEquals(Outcome.refused(Outcome.Reason.NO_SEED), seeds.rotate(account, TEST));
        assertEquals(
                Outcome.refused(Outcome.Reason.NO_SEED),
                register.configure(account, TEST, PackagingOptions.DEFAULT.from(KeyOrigin.SEED)));
        assertEquals(1, seeds.create(account, TEST).orThrow());
        assertEquals(KeyOrigin.SEED, register.options(account, TEST).origin());
        assertEquals(Outcome.refused(Outcome.Reason.SEED_EXISTS), seeds.create(account, TEST));
        provider(database).provide(call(account, Optional.empty()), orders("film", order("a"), order("b")));
        assertEquals(2, seeds.rotate(account, TEST).orThrow());
        assertEquals(
                List.of(
                        new PackagerSeedOverview(1, HandClock.START, 2, false),
                        new PackagerSeedOverview(2, HandClock.START, 0, true)),
                seeds.list(account, TEST));
        var nobody = new AccountId(4711);
        assertEquals(Outcome.refused(Outcome.Reason.NO_SUCH_ACCOUNT), seeds.create(nobody, TEST));
        assertEquals(
                Outcome.refused(Outcome.Reason.NO_SUCH_ACCOUNT),
                register.configure(nobody, TEST, PackagingOptions.DEFAULT));
    }
}
