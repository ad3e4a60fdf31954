package dev.licet.domain.packager;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.PlayReadySetups;
import dev.licet.domain.key.Kek;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.packager.PackagedKey.Source;
import dev.licet.domain.packager.PackagedKeys.Entry;
import dev.licet.domain.packager.PackagedKeys.Fresh;
import dev.licet.domain.packager.PackagedKeys.Handout;
import dev.licet.domain.packager.PackagedKeys.Noted;
import dev.licet.domain.packager.PackagedKeys.Noting;
import dev.licet.domain.packager.PackagerSeeds.Seed;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.token.KeyGrant;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// Gives keys to packagers, whichever interface they use: the same key for the same kid, for ever, on every node.
///
/// A new kid gets the source that is set for the account at that moment, and keeps it: neither another option nor
/// another seed changes a key that was given out. A key is noted and recorded before the answer leaves.
/// Every method throws [dev.licet.domain.StoreUnavailable] when the store does not answer.
public final class KeyProvider {
    private final PackagedKeys keys;
    private final PackagerSeeds seeds;
    private final PackagingSettings settings;
    private final PlayReadySetups playReady;
    private final Ledger ledger;
    private final InstantSource clock;
    private final SecureRandom random;

    /// The ports that it stands on.
    public record Ports(
            PackagedKeys keys,
            PackagerSeeds seeds,
            PackagingSettings settings,
            PlayReadySetups playReady,
            Ledger ledger) {}

    public KeyProvider(Ports ports, InstantSource clock, SecureRandom random) {
        this.keys = ports.keys();
        this.seeds = ports.seeds();
        this.settings = ports.settings();
        this.playReady = ports.playReady();
        this.ledger = ports.ledger();
        this.clock = clock;
        this.random = random;
    }

    /// What is set for the packagers of an account.
    public PackagingOptions options(AccountId account, Environment environment) {
        return settings.of(account, environment);
    }

    /// What PlayReady headers of that account's content name as `LA_URL`; nothing until the operator sets it.
    public Optional<String> acquisitionUrl(AccountId account, Environment environment) {
        return playReady.of(account, environment).acquisitionUrl().map(URI::toString);
    }

    /// Gives out keys, or says why not. Both leave a record.
    public Provision provide(PackagerCall call, KeyOrders wanted) {
        KeyOrders orders = remembering(call, wanted);
        return switch (settings.of(call.account(), call.environment()).origin()) {
            case OFF ->
                refuse(
                        call,
                        Optional.of(orders),
                        refused(Rule.KEY_ORIGIN, "no source of keys for packagers is chosen for this account")
                                .hint("Choose one with: licet keys seed create, or licet keys packaging set"));
            case SEED -> fromSeed(call, orders);
            case KEK -> fromKek(call, orders);
        };
    }

    /// What was said of a key stays where nothing is said of it any more.
    private KeyOrders remembering(PackagerCall call, KeyOrders wanted) {
        List<KeyOrder> orders = wanted.keys().stream()
                .map(order -> order.isSilent()
                        ? find(call.account(), call.environment(), order.kid())
                                .map(order::asBefore)
                                .orElse(order)
                        : order)
                .toList();
        return new KeyOrders(wanted.contentId(), wanted.scheme(), wanted.systems(), orders);
    }

    private Provision fromSeed(PackagerCall call, KeyOrders orders) {
        Optional<Seed> seed = seeds.newest(call.account(), call.environment());
        if (seed.isEmpty()) {
            return refuse(
                    call,
                    Optional.of(orders),
                    refused(Rule.KEY_ORIGIN, "the account has no seed").hint("Make one with: licet keys seed create"));
        }
        var fresh = new Fresh.Seeded(seed.get().number());
        List<Entry> entries =
                orders.keys().stream().map(order -> new Entry(order, fresh)).toList();
        return noted(call, orders, entries, opening(call.kek()));
    }

    private Provision fromKek(PackagerCall call, KeyOrders orders) {
        if (call.kek().isEmpty()) return refuse(call, Optional.of(orders), withoutKek());
        Kek kek = call.kek().get();
        List<Entry> entries = orders.keys().stream()
                .map(order ->
                        new Entry(order, wrapped(kek, orders, order, SecretBytes.random(random, KeyGrant.KEY_BYTES))))
                .toList();
        return noted(call, orders, entries, opening(call.kek()));
    }

    private static Refused withoutKek() {
        return refused(Rule.KEK, "the keys of this account are kept under its kek, and none was sent")
                .hint("Send the header X-Licet-Kek, 32 hexadecimal digits.");
    }

    private Fresh wrapped(Kek kek, KeyOrders orders, KeyOrder order, SecretBytes value) {
        return new Fresh.Wrapped(new StoredKey(
                order.kid(),
                kek.wrap(value),
                Optional.of(kek.id(Kek.IdForm.SPECIFICATION)),
                Optional.of(order.track()).filter(track -> !track.isEmpty()),
                Optional.of(orders.contentId()),
                Optional.empty(),
                clock.instant()));
    }

    private static BiPredicate<KeyId, byte[]> opening(Optional<Kek> kek) {
        return (kid, ek) -> kek.flatMap(one -> one.unwrap(ek)).isPresent();
    }

    /// Takes keys in that somebody else made: they go into the key storage under the caller's kek.
    ///
    /// @param values of the keys of the orders, in their order, 16 bytes each
    public Provision take(PackagerCall call, KeyOrders wanted, List<SecretBytes> values) {
        KeyOrders orders = remembering(call, wanted);
        if (call.kek().isEmpty()) return refuse(call, Optional.of(orders), withoutKek());
        Kek kek = call.kek().get();
        var entries = new ArrayList<Entry>();
        var byKid = new HashMap<KeyId, SecretBytes>();
        for (int i = 0; i < values.size(); i++) {
            KeyOrder order = orders.keys().get(i);
            if (isDerivedOtherwise(call, order.kid(), values.get(i)))
                return refuse(call, Optional.of(orders), other(order.kid()));
            entries.add(new Entry(order, wrapped(kek, orders, order, values.get(i))));
            byKid.put(order.kid(), values.get(i));
        }
        return noted(call, orders, entries, (kid, ek) -> kek.unwrap(ek)
                .filter(Objects.requireNonNull(byKid.get(kid))::sameAs)
                .isPresent());
    }

    private boolean isDerivedOtherwise(PackagerCall call, KeyId kid, SecretBytes value) {
        return keys.find(call.account(), call.environment(), kid)
                .flatMap(key -> derived(call.account(), call.environment(), key))
                .filter(known -> !known.value().sameAs(value))
                .isPresent();
    }

    private static Refused other(KeyId kid) {
        return refused(Rule.KEK, "there is another key with the kid " + kid);
    }

    private Provision noted(
            PackagerCall call, KeyOrders orders, List<Entry> entries, BiPredicate<KeyId, byte[]> opens) {
        Event record = event(Event.Kind.KEY_SERVED, call, Optional.of(orders), Optional.empty());
        return switch (keys.note(new Handout(call, orders, entries, record), opens)) {
            case Noting.Done(List<Noted> noted) ->
                new Provision.Served(
                        noted.stream().map(key -> served(call, key)).toList());
            case Noting.Closed(KeyId kid) ->
                refuse(
                        call,
                        Optional.of(orders),
                        refused(
                                Rule.KEK,
                                "the kek that was sent, if any, does not open the key that is kept for " + kid));
        };
    }

    private ServedKey served(PackagerCall call, Noted noted) {
        return noted.ek()
                .map(ek ->
                        opened(noted.key(), call.kek().orElseThrow().unwrap(ek).orElseThrow()))
                .or(() -> derived(call.account(), call.environment(), noted.key()))
                .orElseThrow(() -> new StoreDamaged("deriving a key, whose seed is gone", null));
    }

    private static ServedKey opened(PackagedKey key, SecretBytes value) {
        return new ServedKey(key, value, key.iv().orElseGet(() -> SeededKey.iv(value, key.kid())));
    }

    /// The key as it is derived; empty when it is not, but kept under a kek.
    public Optional<ServedKey> derived(AccountId account, Environment environment, PackagedKey key) {
        return switch (key.source()) {
            case Source.Storage() -> Optional.empty();
            case Source.Seed(int number) ->
                seeds.find(account, environment, number).map(seed -> derived(key, seed));
        };
    }

    private static ServedKey derived(PackagedKey key, Seed seed) {
        byte[] iv = key.iv().orElseGet(() -> SeededKey.iv(seed.secret(), key.kid()));
        return new ServedKey(key, SeededKey.value(seed.secret(), key.kid()), iv);
    }

    /// The IV that goes with a key of that value, 16 bytes.
    public byte[] iv(AccountId account, Environment environment, PackagedKey key, SecretBytes value) {
        return derived(account, environment, key)
                .orElseGet(() -> opened(key, value))
                .iv();
    }

    /// The key as its kek opens it; empty when that is another kek, or when the key is derived.
    public Optional<ServedKey> opened(PackagedKey key, byte[] ek, Kek kek) {
        return switch (key.source()) {
            case Source.Seed(int number) -> Optional.empty();
            case Source.Storage() -> kek.unwrap(ek).map(value -> opened(key, value));
        };
    }

    /// What is kept of a kid, without its value.
    public Optional<PackagedKey> find(AccountId account, Environment environment, KeyId kid) {
        return keys.find(account, environment, kid);
    }

    /// The keys of a piece of content that are in use at this moment, one for each of its tracks.
    public List<PackagedKey> present(AccountId account, Environment environment, String contentId) {
        return OnAir.of(keys.ofContent(account, environment, contentId, OnAir.LOOKED_AT), clock.instant());
    }

    /// Records that a packager was refused.
    ///
    /// @param orders what it wanted, as far as that was understood
    public Provision.Denied refuse(PackagerCall call, Optional<KeyOrders> orders, Refused why) {
        ledger.write(event(Event.Kind.KEY_REFUSED, call, orders, Optional.of(why)));
        return new Provision.Denied(why);
    }

    private static Refused refused(Rule rule, String reason) {
        return Refused.request(Refusal.KEY_REQUEST, reason).at(rule);
    }

    private Event event(Event.Kind kind, PackagerCall call, Optional<KeyOrders> orders, Optional<Refused> why) {
        var origin = Origin.ofKeys(call.environment(), call.account(), call.requestId());
        var subject = orders.map(wanted -> Subject.of(wanted.kids()).withContent(wanted.contentId()))
                .orElse(Subject.NONE);
        var facts = new HashMap<>(why.map(Refused::facts).orElse(Map.of()));
        facts.put("door", call.door());
        if (!call.caller().isEmpty()) facts.put("caller", call.caller());
        orders.ifPresent(wanted -> facts.putAll(facts(wanted)));
        return new Event(kind, clock.instant(), origin, why, subject, facts);
    }

    private static Map<String, String> facts(KeyOrders orders) {
        var facts = new HashMap<String, String>();
        String tracks = orders.keys().stream().map(KeyOrder::track).distinct().collect(Collectors.joining(", "));
        if (!tracks.isBlank()) facts.put("tracks", tracks);
        orders.scheme().ifPresent(scheme -> facts.put("scheme", scheme.word()));
        String systems =
                orders.systems().stream().sorted().map(ProtectionSystem::word).collect(Collectors.joining(", "));
        if (!systems.isEmpty()) facts.put("systems", systems);
        String periods = orders.keys().stream()
                .map(KeyOrder::period)
                .distinct()
                .filter(period -> !period.equals(Period.ALWAYS))
                .map(Period::words)
                .limit(16)
                .collect(Collectors.joining(", "));
        if (!periods.isEmpty()) facts.put("periods", periods);
        return facts;
    }
}
