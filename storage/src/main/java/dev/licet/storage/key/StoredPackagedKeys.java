package dev.licet.storage.key;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.packager.KeyOrder;
import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagedKey.Source;
import dev.licet.domain.packager.PackagedKeys;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.token.TrackType;
import dev.licet.storage.key.StoredContentKeys.SealedKey;
import dev.licet.storage.ledger.BatchWrites;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// What packagers were given. The row of a kid says where its value comes from, for good and for all nodes: the first
/// writer decides, and each later one reads the row back in its own transaction.
public final class StoredPackagedKeys implements PackagedKeys {
    private static final String COLUMNS = "kid, content, track, track_type, scheme, period_index, period_start,"
            + " period_end, iv, seed, systems, first_served, last_served, caller";
    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM packaged_key WHERE account = ? AND environment = ?";
    private static final String NOTE = "INSERT INTO packaged_key (account, environment, " + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (account, environment, kid) DO UPDATE SET content = excluded.content,"
            + " track = excluded.track, track_type = excluded.track_type,"
            + " scheme = COALESCE(excluded.scheme, packaged_key.scheme),"
            + " period_index = excluded.period_index, period_start = excluded.period_start,"
            + " period_end = excluded.period_end, iv = COALESCE(excluded.iv, packaged_key.iv),"
            + " systems = excluded.systems, last_served = excluded.last_served, caller = excluded.caller"
            + " RETURNING " + COLUMNS;
    static final String OF_CONTENT = SELECT + " AND content = ? ORDER BY first_served DESC LIMIT ?";
    static final String CONTENTS = "SELECT content, COUNT(*), MAX(last_served) FROM packaged_key"
            + " WHERE account = ? AND environment = ? AND content > ? GROUP BY content ORDER BY content LIMIT ?";

    private final Store store;
    private final StoredContentKeys storage;
    private final InstantSource clock;

    public StoredPackagedKeys(Store store, StoredContentKeys storage, InstantSource clock) {
        this.store = store;
        this.storage = storage;
        this.clock = clock;
    }

    /// What is to be written of one key: the seed of its row, or its entry in the key storage.
    private record Draft(KeyOrder order, OptionalInt seed, Optional<SealedKey> stored) {}

    @Override
    public Noting note(Handout handout, BiPredicate<KeyId, byte[]> opens) {
        var whose =
                new AccountEnvironment(handout.call().account(), handout.call().environment());
        List<Draft> drafts =
                handout.entries().stream().map(entry -> draft(whose, entry)).toList();
        try {
            return store.write("noting keys of a packager", whose, session -> {
                Map<KeyId, byte[]> wrapped = new HashMap<>();
                for (Draft draft : drafts) {
                    if (isDerived(session, whose, draft)) continue;
                    KeyId kid = draft.order().kid();
                    wrapped.put(kid, wrapped(session, whose, draft));
                    if (!opens.test(kid, wrapped.get(kid))) return new Noting.Closed(kid);
                }
                return noted(session, handout, drafts, wrapped);
            });
        } catch (BrokenSeal tampered) {
            throw new StoreDamaged("opening a stored key", tampered);
        }
    }

    /// Keys are sealed before the transaction begins, because that takes longer than the write.
    private Draft draft(AccountEnvironment whose, Entry entry) {
        return switch (entry.fresh()) {
            case Fresh.Seeded(int seed) -> new Draft(entry.order(), OptionalInt.of(seed), Optional.empty());
            case Fresh.Wrapped(StoredKey key) ->
                new Draft(
                        entry.order(),
                        OptionalInt.empty(),
                        Optional.of(storage.sealed(whose.account(), whose.environment(), key)));
        };
    }

    /// The wrapped value of a key of the key storage, which is stored now unless it was there before.
    private byte[] wrapped(Session session, AccountEnvironment whose, Draft draft) throws SQLException {
        if (draft.stored().isPresent()) {
            storage.write(session, StoredContentKeys.KEEP, draft.stored().get());
        }
        return storage.one(
                        session,
                        whose.account(),
                        whose.environment(),
                        draft.order().kid())
                .map(StoredKey::ek)
                .orElse(new byte[0]);
    }

    /// A key that was given out before keeps its source; the draft decides for a new one.
    private static boolean isDerived(Session session, AccountEnvironment whose, Draft draft) throws SQLException {
        Optional<OptionalInt> before = session.first(
                "SELECT seed FROM packaged_key WHERE account = ? AND environment = ? AND kid = ?",
                Row::maybeSmall,
                whose.account(),
                whose.environment(),
                draft.order().kid());
        return before.orElse(draft.seed()).isPresent();
    }

    private Noting.Done noted(Session session, Handout handout, List<Draft> drafts, Map<KeyId, byte[]> wrapped)
            throws SQLException {
        var noted = new ArrayList<Noted>();
        for (Draft draft : drafts) noted.add(note(session, handout, draft, wrapped));
        BatchWrites.write(session, storage.tags(), handout.record());
        return new Noting.Done(noted);
    }

    private Noted note(Session session, Handout handout, Draft draft, Map<KeyId, byte[]> wrapped) throws SQLException {
        Optional<byte[]> ek = Optional.ofNullable(wrapped.get(draft.order().kid()));
        OptionalInt seed = ek.isPresent() ? OptionalInt.empty() : draft.seed();
        PackagedKey key = session.first(NOTE, StoredPackagedKeys::read, columns(handout, draft.order(), seed))
                .orElseThrow();
        return new Noted(key, ek);
    }

    /// The row of [#NOTE].
    private Object[] columns(Handout handout, KeyOrder order, OptionalInt seed) {
        PackagerCall call = handout.call();
        KeyOrders orders = handout.orders();
        var now = clock.instant();
        return new Object[] {
            call.account(),
            call.environment(),
            order.kid(),
            orders.contentId(),
            order.track(),
            order.type().name(),
            orders.scheme().map(Scheme::word),
            boxed(order.period().index()),
            order.period().start(),
            order.period().end(),
            order.iv(),
            seed,
            words(orders.systems()),
            now,
            now,
            (call.door() + " " + call.caller()).strip()
        };
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static String words(Set<ProtectionSystem> systems) {
        return systems.stream().sorted().map(ProtectionSystem::word).collect(Collectors.joining(" "));
    }

    private static PackagedKey read(Row row) throws SQLException {
        return new PackagedKey(
                new KeyId(row.text()),
                row.text(),
                row.text(),
                TrackType.valueOf(row.text()),
                row.maybeText().flatMap(Scheme::named),
                new Period(row.maybeNumber(), row.maybeTime(), row.maybeTime()),
                Optional.ofNullable(row.bytes()),
                source(row.maybeSmall()),
                systems(row.text()),
                row.time(),
                row.time(),
                row.text());
    }

    private static Source source(OptionalInt seed) {
        return seed.isPresent() ? new Source.Seed(seed.getAsInt()) : new Source.Storage();
    }

    private static Set<ProtectionSystem> systems(String words) {
        var systems = EnumSet.noneOf(ProtectionSystem.class);
        for (String word : words.split(" ")) ProtectionSystem.named(word).ifPresent(systems::add);
        return systems;
    }

    @Override
    public Optional<PackagedKey> find(AccountId account, Environment environment, KeyId kid) {
        return store.read(
                "reading a key of a packager",
                session -> session.first(SELECT + " AND kid = ?", StoredPackagedKeys::read, account, environment, kid));
    }

    @Override
    public List<PackagedKey> ofContent(AccountId account, Environment environment, String contentId, int count) {
        return store.read(
                "reading keys of packagers",
                session -> session.all(OF_CONTENT, StoredPackagedKeys::read, account, environment, contentId, count));
    }

    @Override
    public List<Content> contents(AccountId account, Environment environment, String after, int count) {
        return store.read(
                "listing keys of packagers",
                session -> session.all(
                        CONTENTS,
                        row -> new Content(row.text(), row.number(), row.time()),
                        account,
                        environment,
                        after,
                        count));
    }
}
