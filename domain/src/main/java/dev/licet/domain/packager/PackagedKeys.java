package dev.licet.domain.packager;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.record.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Port: what packagers were given, by account and environment. Every method throws
/// [dev.licet.domain.StoreUnavailable] when the store does not answer.
public interface PackagedKeys {
    /// What becomes of a key that nobody was given before. A key that is known keeps its source.
    sealed interface Fresh {
        /// It is derived from the seed of that number.
        record Seeded(int seed) implements Fresh {}

        /// It goes into the key storage, unless there is one with its kid already.
        record Wrapped(StoredKey key) implements Fresh {}
    }

    /// One key to note.
    record Entry(KeyOrder order, Fresh fresh) {}

    /// A key as it is now, and where it is in the key storage its wrapped value, 24 bytes.
    record Noted(PackagedKey key, Optional<byte[]> ek) {
        public Noted {
            ek = ek.map(byte[]::clone);
        }

        @Override
        public Optional<byte[]> ek() {
            return ek.map(byte[]::clone);
        }

        /// Does not print the wrapped key.
        @Override
        public String toString() {
            return "Noted[" + key.kid() + "]";
        }
    }

    /// Keys that are about to be given out.
    ///
    /// @param call    to whom
    /// @param orders  what was asked for
    /// @param entries one for each key of the orders, in their order
    /// @param record  what the event log says of it
    record Handout(PackagerCall call, KeyOrders orders, List<Entry> entries, Event record) {
        public Handout {
            entries = List.copyOf(entries);
        }
    }

    /// Notes that keys are given out, and writes the record of it, all in one transaction.
    ///
    /// @param opens whether the caller can have a key of the key storage, by its kid and wrapped value; when it
    ///              refuses one, nothing is noted and nothing recorded
    /// @return the keys in the order of the entries, or the one that was refused
    Noting note(Handout handout, BiPredicate<KeyId, byte[]> opens);

    /// What became of [#note].
    sealed interface Noting {
        /// All of them are noted.
        record Done(List<Noted> keys) implements Noting {}

        /// That key may not be given out; nothing was written.
        record Closed(KeyId kid) implements Noting {}
    }

    /// What is known of a kid.
    Optional<PackagedKey> find(AccountId account, Environment environment, KeyId kid);

    /// At most `count` keys of a piece of content, the newest first.
    List<PackagedKey> ofContent(AccountId account, Environment environment, String contentId, int count);

    /// A piece of content that keys were given out for.
    ///
    /// @param keys       how many
    /// @param lastServed when the last of them was given out
    record Content(String contentId, long keys, Instant lastServed) {}

    /// At most `count` pieces of content whose ids come after `after` (empty for the beginning), in order of
    /// their ids.
    List<Content> contents(AccountId account, Environment environment, String after, int count);
}
