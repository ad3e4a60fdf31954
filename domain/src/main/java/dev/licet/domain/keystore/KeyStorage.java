package dev.licet.domain.keystore;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The key storage as its owner uses it (reference: token-api.md 8.4).
///
/// A content key is kept under the owner's kek, which comes with a request and is forgotten with it. So a key leaves in
/// clear only when the caller shows the kek, and each time it does, a record is on disk before the answer.
public final class KeyStorage {
    /// The most keys of one page.
    public static final int PAGE = 1000;

    private static final int VALUE_BYTES = 16;

    private final KeyRows rows;
    private final Ledger ledger;
    private final InstantSource clock;
    private final SecureRandom random;

    /// What to do when a key is to be made and there is one with its kid.
    public enum OnExisting {
        /// Show that one, as published.
        SHOW,
        /// Refuse.
        REFUSE
    }

    public KeyStorage(KeyRows rows, Ledger ledger, InstantSource clock, SecureRandom random) {
        this.rows = rows;
        this.ledger = ledger;
        this.clock = clock;
        this.random = random;
    }

    /// Stores a key, with a random kid and a random value where the draft has none.
    public KeyOutcome create(KeyCall call, KeyDraft draft, OnExisting existing) {
        Optional<KeyOutcome.Refused> unclear = unclearValue(call, draft);
        if (unclear.isPresent()) return unclear.get();
        if (call.kek().isEmpty() && draft.ek().isEmpty()) {
            return refused(KeyFault.PARAMETER, "send kek, or an object with ek");
        }
        StoredKey wanted = stored(call, draft);
        if (!opens(call, wanted)) return wrongKek(wanted);
        return switch (rows.add(call.account(), call.environment(), wanted, written(call, wanted.kid()))) {
            case KeyRows.Addition(StoredKey key, boolean fresh)
            when fresh -> new KeyOutcome.Created(new ShownKey(key, value(call, key)));
            case KeyRows.Addition(StoredKey key, boolean old) -> existing(call, key, existing);
        };
    }

    private KeyOutcome existing(KeyCall call, StoredKey key, OnExisting existing) {
        return switch (existing) {
            case REFUSE -> refused(KeyFault.KID_EXISTS, "there is a key " + key.kid());
            case SHOW -> {
                if (!opens(call, key)) yield wrongKek(key);
                yield new KeyOutcome.Existing(shown(call, List.of(key)).getFirst());
            }
        };
    }

    private StoredKey stored(KeyCall call, KeyDraft draft) {
        KeyId kid = draft.kid().orElseGet(() -> KeyId.of(randomBytes(KeyId.BYTES)));
        byte[] ek = draft.ek().orElseGet(() -> {
            SecretBytes value = draft.value().orElseGet(() -> SecretBytes.random(random, VALUE_BYTES));
            return call.kek().orElseThrow().wrap(value);
        });
        return new StoredKey(
                kid,
                ek,
                draft.kekId().sent().or(() -> automaticId(call)),
                draft.info().sent(),
                draft.contentId().sent(),
                draft.expiration().sent(),
                clock.instant());
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Optional<String> automaticId(KeyCall call) {
        return call.kek().map(kek -> kek.id(call.idForm()));
    }

    /// Changes the members that the draft has. Its kid is not looked at. A new value comes with its kek's id, unless
    /// the draft says another.
    public KeyOutcome change(KeyCall call, KeyId kid, KeyDraft draft) {
        Optional<KeyOutcome.Refused> unclear = unclearValue(call, draft);
        if (unclear.isPresent()) return unclear.get();
        Optional<byte[]> ek = draft.ek()
                .or(() -> draft.value().map(value -> call.kek().orElseThrow().wrap(value)));
        boolean ours =
                ek.isEmpty() || value(call, ek.get()).isPresent() || call.kek().isEmpty();
        if (!ours) return refused(KeyFault.WRONG_KEK, "the kek does not open the ek that was sent");
        var change = new KeyRows.Change(kid, before -> changed(call, draft, ek, before));
        return rows.change(call.account(), call.environment(), change, written(call, kid))
                .<KeyOutcome>map(after -> new KeyOutcome.Done())
                .orElseGet(() -> missing(List.of(kid)));
    }

    /// A value comes in clear with a kek, or wrapped, and not in both forms at once.
    private static Optional<KeyOutcome.Refused> unclearValue(KeyCall call, KeyDraft draft) {
        if (draft.value().isEmpty()) return Optional.empty();
        if (draft.ek().isPresent()) return Optional.of(refused(KeyFault.PARAMETER, "send k or ek, not both"));
        if (call.kek().isPresent()) return Optional.empty();
        return Optional.of(refused(KeyFault.PARAMETER, "k needs the kek under which it is to be stored"));
    }

    private StoredKey changed(KeyCall call, KeyDraft draft, Optional<byte[]> ek, StoredKey before) {
        Optional<String> kekId = ek.isPresent() ? automaticId(call).or(before::kekId) : before.kekId();
        return new StoredKey(
                before.kid(),
                ek.orElseGet(before::ek),
                draft.kekId().over(kekId),
                draft.info().over(before.info()),
                draft.contentId().over(before.contentId()),
                draft.expiration().over(before.expiration()),
                clock.instant());
    }

    /// Shows keys: in clear when the caller sent the kek that opens all of them, else as they are stored.
    public KeyOutcome.Showing show(KeyCall call, List<KeyId> kids) {
        List<StoredKey> found = rows.find(call.account(), call.environment(), kids);
        if (found.size() < kids.size()) return missing(without(kids, found));
        for (StoredKey key : found) if (!opens(call, key)) return wrongKek(key);
        return new KeyOutcome.Found(shown(call, found));
    }

    /// The records are on disk before anything is shown.
    private List<ShownKey> shown(KeyCall call, List<StoredKey> keys) {
        if (call.kek().isEmpty()) return keys.stream().map(ShownKey::wrapped).toList();
        var shown = new ArrayList<ShownKey>();
        for (StoredKey key : keys)
            value(call, key).ifPresent(value -> shown.add(new ShownKey(key, Optional.of(value))));
        var kids = shown.stream().map(key -> key.stored().kid()).toList();
        if (!kids.isEmpty()) ledger.write(event(Event.Kind.KEY_READ, call, kids));
        return shown;
    }

    /// A page of all keys. With a kek, those that it does not open are left out.
    ///
    /// @param limit 1 to [#PAGE]
    public KeyOutcome page(KeyCall call, Optional<KeyId> after, int limit) {
        List<StoredKey> rest = rows.list(call.account(), call.environment(), after, limit + 1);
        boolean more = rest.size() > limit;
        List<StoredKey> page = more ? rest.subList(0, limit) : rest;
        Optional<KeyId> next = more ? Optional.of(page.getLast().kid()) : Optional.empty();
        return new KeyOutcome.Page(shown(call, page), next);
    }

    /// Deletes all of those keys, or none when one of them is missing.
    public KeyOutcome delete(KeyCall call, List<KeyId> kids) {
        var each = List.copyOf(new HashSet<>(kids));
        var record = event(Event.Kind.KEY_DELETED, call, each);
        if (rows.delete(call.account(), call.environment(), each, record)) return new KeyOutcome.Done();
        return missing(without(each, rows.find(call.account(), call.environment(), each)));
    }

    /// How many keys the account has.
    public long count(KeyCall call) {
        return rows.count(call.account(), call.environment());
    }

    private static Optional<SecretBytes> value(KeyCall call, StoredKey key) {
        return value(call, key.ek());
    }

    private static Optional<SecretBytes> value(KeyCall call, byte[] ek) {
        return call.kek().flatMap(kek -> kek.unwrap(ek));
    }

    private static boolean opens(KeyCall call, StoredKey key) {
        return call.kek().isEmpty() || value(call, key).isPresent();
    }

    private static List<KeyId> without(List<KeyId> kids, List<StoredKey> found) {
        var known = new HashSet<KeyId>();
        for (StoredKey key : found) known.add(key.kid());
        return kids.stream().filter(kid -> !known.contains(kid)).toList();
    }

    private Event written(KeyCall call, KeyId kid) {
        return event(Event.Kind.KEY_WRITTEN, call, List.of(kid));
    }

    private Event event(Event.Kind kind, KeyCall call, List<KeyId> kids) {
        Instant now = clock.instant();
        return Event.of(
                kind, now, Origin.ofKeys(call.environment(), call.account(), call.requestId()), Subject.of(kids));
    }

    private static KeyOutcome.Refused missing(List<KeyId> kids) {
        String first = kids.isEmpty() ? "" : " " + kids.getFirst();
        String more = kids.size() > 1 ? ", nor " + (kids.size() - 1) + " others that were asked for" : "";
        return refused(KeyFault.NOT_FOUND, "there is no key" + first + more);
    }

    private static KeyOutcome.Refused wrongKek(StoredKey key) {
        return refused(KeyFault.WRONG_KEK, "the kek does not open the key " + key.kid());
    }

    private static KeyOutcome.Refused refused(KeyFault why, String reason) {
        return new KeyOutcome.Refused(why, reason);
    }
}
